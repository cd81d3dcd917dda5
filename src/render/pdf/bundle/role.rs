//! What of a PDF belongs to the look of its pages: which entries of which objects.
//!
//! Everything else (scripts, links, forms, attachments, tags, histories, thumbnails, properties) is reached by entries
//! that are not in this list, and so cannot come along, whatever the file says.

/// What an object is to the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Role {
    /// Numbers, names, texts and lists of them.
    Leaf,
    /// What a content stream names.
    Resources,
    /// A named list of objects of one role.
    Named(Named),
    /// A graphics state, table 57 of ISO 32000-2.
    State,
    /// A soft mask of a graphics state.
    SoftMask,
    /// A colour space.
    Space,
    /// A pattern.
    Pattern,
    /// A shading.
    Shading,
    /// A function, or several.
    Function,
    /// A picture or a form, or a list of colours that a picture leaves out.
    Picture,
    /// How a form is laid upon the page.
    Group,
    /// A font.
    Font,
    /// What a font looks like.
    Descriptor,
    /// Which letters a font's codes mean.
    Encoding,
    /// Which set of letters a font has.
    Letters,
    /// The program of a font.
    FontFile,
    /// The content stream of a letter.
    Glyph,
    /// How a filter is to be applied.
    Parameters,
    /// A stream without anything to say of it.
    Data,
}

/// The lists of [`Role::Resources`], and of letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Named {
    States,
    Spaces,
    Patterns,
    Shadings,
    Pictures,
    Fonts,
    Glyphs,
}

/// The role of what stands under a key; `None` where it does not come along.
#[expect(clippy::too_many_lines, reason = "a table of the standard's")]
pub(super) fn entry(of: Role, key: &[u8]) -> Option<Role> {
    match of {
        Role::Leaf | Role::Glyph => None,
        Role::Named(named) => Some(match named {
            Named::States => Role::State,
            Named::Spaces => Role::Space,
            Named::Patterns => Role::Pattern,
            Named::Shadings => Role::Shading,
            Named::Pictures => Role::Picture,
            Named::Fonts => Role::Font,
            Named::Glyphs => Role::Glyph,
        }),
        Role::Resources => Some(Role::Named(match key {
            b"ExtGState" => Named::States,
            b"ColorSpace" => Named::Spaces,
            b"Pattern" => Named::Patterns,
            b"Shading" => Named::Shadings,
            b"XObject" => Named::Pictures,
            b"Font" => Named::Fonts,
            _ => return None,
        })),
        Role::State => match key {
            b"Font" => Some(Role::Font),
            b"SMask" => Some(Role::SoftMask),
            b"BG" | b"BG2" | b"UCR" | b"UCR2" => Some(Role::Function),
            b"Type" | b"LW" | b"LC" | b"LJ" | b"ML" | b"D" | b"RI" | b"OP" | b"op" | b"OPM"
            | b"FL" | b"SM" | b"SA" | b"BM" | b"CA" | b"ca" | b"AIS" | b"TK" => Some(Role::Leaf),
            _ => None,
        },
        Role::SoftMask => match key {
            b"G" => Some(Role::Picture),
            b"TR" => Some(Role::Function),
            b"Type" | b"S" | b"BC" => Some(Role::Leaf),
            _ => None,
        },
        Role::Space => match key {
            b"Alternate" => Some(Role::Space),
            b"N" | b"WhitePoint" | b"BlackPoint" | b"Gamma" | b"Matrix" => Some(Role::Leaf),
            // A colour space may hold a function.
            _ => entry(Role::Function, key),
        },
        Role::Function => match key {
            b"Functions" => Some(Role::Function),
            b"FunctionType" | b"Domain" | b"Range" | b"Size" | b"BitsPerSample" | b"Order"
            | b"Encode" | b"Decode" | b"C0" | b"C1" | b"N" | b"Bounds" => Some(Role::Leaf),
            _ => entry(Role::Data, key),
        },
        Role::Pattern => match key {
            b"Resources" => Some(Role::Resources),
            b"Shading" => Some(Role::Shading),
            b"ExtGState" => Some(Role::State),
            b"Type" | b"PatternType" | b"PaintType" | b"TilingType" | b"BBox" | b"XStep"
            | b"YStep" | b"Matrix" => Some(Role::Leaf),
            _ => None,
        },
        Role::Shading => match key {
            b"ColorSpace" => Some(Role::Space),
            b"Function" => Some(Role::Function),
            b"ShadingType" | b"Background" | b"BBox" | b"AntiAlias" | b"Domain" | b"Matrix"
            | b"Coords" | b"Extend" | b"BitsPerCoordinate" | b"BitsPerComponent"
            | b"BitsPerFlag" | b"Decode" | b"VerticesPerRow" => Some(Role::Leaf),
            _ => entry(Role::Data, key),
        },
        Role::Picture => match key {
            b"ColorSpace" => Some(Role::Space),
            b"Mask" | b"SMask" => Some(Role::Picture),
            b"Resources" => Some(Role::Resources),
            b"Group" => Some(Role::Group),
            b"Type" | b"Subtype" | b"Width" | b"Height" | b"BitsPerComponent" | b"Intent"
            | b"ImageMask" | b"Decode" | b"SMaskInData" | b"Matte" | b"FormType" | b"BBox"
            | b"Matrix" => Some(Role::Leaf),
            _ => entry(Role::Data, key),
        },
        Role::Group => match key {
            b"CS" => Some(Role::Space),
            b"Type" | b"S" | b"I" | b"K" => Some(Role::Leaf),
            _ => None,
        },
        Role::Font => match key {
            b"FontDescriptor" => Some(Role::Descriptor),
            b"DescendantFonts" => Some(Role::Font),
            b"Encoding" | b"ToUnicode" => Some(Role::Encoding),
            b"CIDSystemInfo" => Some(Role::Letters),
            b"CIDToGIDMap" => Some(Role::Data),
            b"CharProcs" => Some(Role::Named(Named::Glyphs)),
            b"Resources" => Some(Role::Resources),
            b"Type" | b"Subtype" | b"BaseFont" | b"FirstChar" | b"LastChar" | b"Widths"
            | b"Name" | b"DW" | b"W" | b"DW2" | b"W2" | b"FontBBox" | b"FontMatrix" => {
                Some(Role::Leaf)
            }
            _ => None,
        },
        Role::Descriptor => match key {
            b"FontFile" | b"FontFile2" | b"FontFile3" => Some(Role::FontFile),
            b"Type" | b"FontName" | b"FontFamily" | b"FontStretch" | b"FontWeight" | b"Flags"
            | b"FontBBox" | b"ItalicAngle" | b"Ascent" | b"Descent" | b"Leading" | b"CapHeight"
            | b"XHeight" | b"StemV" | b"StemH" | b"AvgWidth" | b"MaxWidth" | b"MissingWidth" => {
                Some(Role::Leaf)
            }
            _ => None,
        },
        Role::Encoding => match key {
            b"CIDSystemInfo" => Some(Role::Letters),
            b"UseCMap" => Some(Role::Encoding),
            b"Type" | b"BaseEncoding" | b"Differences" | b"CMapName" | b"WMode" => Some(Role::Leaf),
            _ => entry(Role::Data, key),
        },
        Role::Letters => {
            matches!(key, b"Registry" | b"Ordering" | b"Supplement").then_some(Role::Leaf)
        }
        Role::FontFile => match key {
            b"Length1" | b"Length2" | b"Length3" | b"Subtype" => Some(Role::Leaf),
            _ => entry(Role::Data, key),
        },
        Role::Parameters => match key {
            b"JBIG2Globals" => Some(Role::Data),
            b"Predictor"
            | b"Colors"
            | b"BitsPerComponent"
            | b"Columns"
            | b"EarlyChange"
            | b"K"
            | b"EndOfLine"
            | b"EncodedByteAlign"
            | b"Rows"
            | b"EndOfBlock"
            | b"BlackIs1"
            | b"DamagedRowsBeforeError"
            | b"ColorTransform" => Some(Role::Leaf),
            _ => None,
        },
        Role::Data => match key {
            b"Filter" => Some(Role::Leaf),
            b"DecodeParms" => Some(Role::Parameters),
            _ => None,
        },
    }
}

/// Whether an object of this role can be a stream.
pub(super) fn can_be_stream(role: Role) -> bool {
    match role {
        Role::Space
        | Role::Pattern
        | Role::Shading
        | Role::Function
        | Role::Picture
        | Role::Encoding
        | Role::FontFile
        | Role::Glyph
        | Role::Data => true,
        Role::Leaf
        | Role::Resources
        | Role::Named(_)
        | Role::State
        | Role::SoftMask
        | Role::Group
        | Role::Font
        | Role::Descriptor
        | Role::Letters
        | Role::Parameters => false,
    }
}
