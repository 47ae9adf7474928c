//! The functions of module `_codecs`: names, signatures and docstrings.

use crate::builtin::*;
use crate::charmap::*;
use crate::escape::*;
use crate::registry::*;
use crate::utf7::*;
use taipan_native::{NativeDef, function};

pub static FUNCTIONS: &[NativeDef] = &[
    function(
        "_unregister_error",
        "($module, errors, /)",
        py__unregister_error,
        "Un-register the specified error handler for the error handling `errors'.\n\nOnly custom error handlers can be un-registered. An exception is raised\nif the error handling is a built-in one (e.g., 'strict'), or if an error\noccurs.\n\nOtherwise, this returns True if a custom handler has been successfully\nun-registered, and False if no custom handler for the specified error\nhandling exists.",
    ),
    function("ascii_decode", "($module, data, errors=None, /)", py_ascii_decode, ""),
    function("ascii_encode", "($module, str, errors=None, /)", py_ascii_encode, ""),
    function("charmap_build", "($module, map, /)", py_charmap_build, ""),
    function("charmap_decode", "($module, data, errors=None, mapping=None, /)", py_charmap_decode, ""),
    function("charmap_encode", "($module, str, errors=None, mapping=None, /)", py_charmap_encode, ""),
    function(
        "decode",
        "($module, /, obj, encoding='utf-8', errors='strict')",
        py_decode,
        "Decodes obj using the codec registered for encoding.\n\nDefault encoding is 'utf-8'.  errors may be given to set a\ndifferent error handling scheme.  Default is 'strict' meaning that\nencoding errors raise a ValueError.  Other possible values are 'ignore',\n'replace' and 'backslashreplace' as well as any other name registered\nwith codecs.register_error that can handle ValueErrors.",
    ),
    function(
        "encode",
        "($module, /, obj, encoding='utf-8', errors='strict')",
        py_encode,
        "Encodes obj using the codec registered for encoding.\n\nThe default encoding is 'utf-8'.  errors may be given to set a\ndifferent error handling scheme.  Default is 'strict' meaning that\nencoding errors raise a ValueError.  Other possible values are 'ignore',\n'replace' and 'backslashreplace' as well as any other name registered\nwith codecs.register_error that can handle ValueErrors.",
    ),
    function("escape_decode", "($module, data, errors=None, /)", py_escape_decode, ""),
    function("escape_encode", "($module, data, errors=None, /)", py_escape_encode, ""),
    function("latin_1_decode", "($module, data, errors=None, /)", py_latin_1_decode, ""),
    function("latin_1_encode", "($module, str, errors=None, /)", py_latin_1_encode, ""),
    function(
        "lookup",
        "($module, encoding, /)",
        py_lookup,
        "Looks up a codec tuple in the Python codec registry and returns a CodecInfo object.",
    ),
    function(
        "lookup_error",
        "($module, name, /)",
        py_lookup_error,
        "lookup_error(errors) -> handler\n\nReturn the error handler for the specified error handling name or raise\na LookupError, if no handler exists under this name.",
    ),
    function(
        "raw_unicode_escape_decode",
        "($module, data, errors=None, final=True, /)",
        py_raw_unicode_escape_decode,
        "",
    ),
    function("raw_unicode_escape_encode", "($module, str, errors=None, /)", py_raw_unicode_escape_encode, ""),
    function("readbuffer_encode", "($module, data, errors=None, /)", py_readbuffer_encode, ""),
    function(
        "register",
        "($module, search_function, /)",
        py_register,
        "Register a codec search function.\n\nSearch functions are expected to take one argument, the encoding\nname in all lower case letters, and either return None, or a tuple\nof functions (encoder, decoder, stream_reader, stream_writer) (or\na CodecInfo object).",
    ),
    function(
        "register_error",
        "($module, errors, handler, /)",
        py_register_error,
        "Register the specified error handler under the name errors.\n\nhandler must be a callable object, that will be called with an exception\ninstance containing information about the location of the\nencoding/decoding error and must return a (replacement, new position)\ntuple.",
    ),
    function(
        "unicode_escape_decode",
        "($module, data, errors=None, final=True, /)",
        py_unicode_escape_decode,
        "",
    ),
    function("unicode_escape_encode", "($module, str, errors=None, /)", py_unicode_escape_encode, ""),
    function(
        "unregister",
        "($module, search_function, /)",
        py_unregister,
        "Unregister a codec search function and clear the registry's cache.\n\nIf the search function is not registered, do nothing.",
    ),
    function("utf_16_be_decode", "($module, data, errors=None, final=False, /)", py_utf_16_be_decode, ""),
    function("utf_16_be_encode", "($module, str, errors=None, /)", py_utf_16_be_encode, ""),
    function("utf_16_decode", "($module, data, errors=None, final=False, /)", py_utf_16_decode, ""),
    function("utf_16_encode", "($module, str, errors=None, byteorder=0, /)", py_utf_16_encode, ""),
    function(
        "utf_16_ex_decode",
        "($module, data, errors=None, byteorder=0, final=False, /)",
        py_utf_16_ex_decode,
        "",
    ),
    function("utf_16_le_decode", "($module, data, errors=None, final=False, /)", py_utf_16_le_decode, ""),
    function("utf_16_le_encode", "($module, str, errors=None, /)", py_utf_16_le_encode, ""),
    function("utf_32_be_decode", "($module, data, errors=None, final=False, /)", py_utf_32_be_decode, ""),
    function("utf_32_be_encode", "($module, str, errors=None, /)", py_utf_32_be_encode, ""),
    function("utf_32_decode", "($module, data, errors=None, final=False, /)", py_utf_32_decode, ""),
    function("utf_32_encode", "($module, str, errors=None, byteorder=0, /)", py_utf_32_encode, ""),
    function(
        "utf_32_ex_decode",
        "($module, data, errors=None, byteorder=0, final=False, /)",
        py_utf_32_ex_decode,
        "",
    ),
    function("utf_32_le_decode", "($module, data, errors=None, final=False, /)", py_utf_32_le_decode, ""),
    function("utf_32_le_encode", "($module, str, errors=None, /)", py_utf_32_le_encode, ""),
    function("utf_7_decode", "($module, data, errors=None, final=False, /)", py_utf_7_decode, ""),
    function("utf_7_encode", "($module, str, errors=None, /)", py_utf_7_encode, ""),
    function("utf_8_decode", "($module, data, errors=None, final=False, /)", py_utf_8_decode, ""),
    function("utf_8_encode", "($module, str, errors=None, /)", py_utf_8_encode, ""),
];
