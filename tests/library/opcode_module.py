"""Module _opcode: facts about CPython opcodes."""
import _opcode


def show(call):
    try:
        text = ascii(call())
    except BaseException as error:
        text = f"{type(error).__name__}: {error}"
    # Addresses differ from run to run.
    while " at 0x" in text:
        head, _, tail = text.partition(" at 0x")
        digits = 0
        while digits < len(tail) and tail[digits] in "0123456789abcdef":
            digits += 1
        text = head + " at ..." + tail[digits:]
    print(text)


show(lambda: _opcode.stack_effect(1))
show(lambda: _opcode.stack_effect(300))
show(lambda: _opcode.stack_effect(200,1))
show(lambda: _opcode.stack_effect(100))
show(lambda: _opcode.stack_effect(100,1,jump=3))
show(lambda: _opcode.has_arg(-1))
show(lambda: _opcode.has_arg(3))
show(lambda: _opcode.get_executor(code=1,offset=2))
show(lambda: _opcode.get_nb_ops())
show(lambda: _opcode.get_intrinsic1_descs())
show(lambda: _opcode.get_intrinsic2_descs())
show(lambda: _opcode.get_special_method_names())
show(lambda: _opcode.get_executor(code=(lambda: 0).__code__,offset=0))
names=('is_valid','has_arg','has_const','has_name','has_jump','has_free','has_local','has_exc')
for op in range(-1,300):
    flags=[name for name in names if getattr(_opcode,name)(op)]
    effects=[]
    for arg in (0,1,2,3,257,1000):
        for jump in (None,True,False):
            try: effects.append(_opcode.stack_effect(op,arg,jump=jump))
            except ValueError: effects.append(None)
    if flags: print(op,*flags,*effects)
show(lambda: (_opcode.ENABLE_SPECIALIZATION,_opcode.ENABLE_SPECIALIZATION_FT,_opcode.get_specialization_stats()))

# expect:
# -2
# ValueError: invalid opcode or oparg
# ValueError: invalid opcode or oparg
# -1
# ValueError: stack_effect: jump must be False, True or None
# False
# False
# TypeError: expected a code object, not 'int'
# [('NB_ADD', '+'), ('NB_AND', '&'), ('NB_FLOOR_DIVIDE', '//'), ('NB_LSHIFT', '<<'), ('NB_MATRIX_MULTIPLY', '@'), ('NB_MULTIPLY', '*'), ('NB_REMAINDER', '%'), ('NB_OR', '|'), ('NB_POWER', '**'), ('NB_RSHIFT', '>>'), ('NB_SUBTRACT', '-'), ('NB_TRUE_DIVIDE', '/'), ('NB_XOR', '^'), ('NB_INPLACE_ADD', '+='), ('NB_INPLACE_AND', '&='), ('NB_INPLACE_FLOOR_DIVIDE', '//='), ('NB_INPLACE_LSHIFT', '<<='), ('NB_INPLACE_MATRIX_MULTIPLY', '@='), ('NB_INPLACE_MULTIPLY', '*='), ('NB_INPLACE_REMAINDER', '%='), ('NB_INPLACE_OR', '|='), ('NB_INPLACE_POWER', '**='), ('NB_INPLACE_RSHIFT', '>>='), ('NB_INPLACE_SUBTRACT', '-='), ('NB_INPLACE_TRUE_DIVIDE', '/='), ('NB_INPLACE_XOR', '^='), ('NB_SUBSCR', '[]')]
# ['INTRINSIC_1_INVALID', 'INTRINSIC_PRINT', 'INTRINSIC_IMPORT_STAR', 'INTRINSIC_STOPITERATION_ERROR', 'INTRINSIC_ASYNC_GEN_WRAP', 'INTRINSIC_UNARY_POSITIVE', 'INTRINSIC_LIST_TO_TUPLE', 'INTRINSIC_TYPEVAR', 'INTRINSIC_PARAMSPEC', 'INTRINSIC_TYPEVARTUPLE', 'INTRINSIC_SUBSCRIPT_GENERIC', 'INTRINSIC_TYPEALIAS']
# ['INTRINSIC_2_INVALID', 'INTRINSIC_PREP_RERAISE_STAR', 'INTRINSIC_TYPEVAR_WITH_BOUND', 'INTRINSIC_TYPEVAR_WITH_CONSTRAINTS', 'INTRINSIC_SET_FUNCTION_TYPE_PARAMS', 'INTRINSIC_SET_TYPEPARAM_DEFAULT']
# ['__enter__', '__exit__', '__aenter__', '__aexit__']
# ValueError: no executor at given byte offset
# 0 is_valid 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0
# 1 is_valid -2 -2 -2 -2 -2 -2 -2 -2 -2 -2 -2 -2 -2 -2 -2 -2 -2 -2
# 2 is_valid -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1
# 3 is_valid has_local None None None None None None None None None None None None None None None None None None
# 4 is_valid -3 -3 -3 -3 -3 -3 -3 -3 -3 -3 -3 -3 -3 -3 -3 -3 -3 -3
# 5 is_valid 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0
# 6 is_valid 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0
# 7 is_valid -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1
# 8 is_valid -2 -2 -2 -2 -2 -2 -2 -2 -2 -2 -2 -2 -2 -2 -2 -2 -2 -2
# 9 is_valid -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1
# 10 is_valid -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1
# 11 is_valid -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1
# 12 is_valid 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0
# 13 is_valid -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1
# 14 is_valid 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0
# 15 is_valid 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1
# 16 is_valid 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0
# 17 is_valid 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0
# 18 is_valid 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1
# 19 is_valid 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0
# 20 is_valid -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1
# 21 is_valid 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1
# 22 is_valid 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1
# 23 is_valid 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0
# 24 is_valid 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1
# 25 is_valid 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1
# 26 is_valid 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1
# 27 is_valid 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0
# 28 is_valid 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0
# 29 is_valid -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1
# 30 is_valid -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1
# 31 is_valid -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1
# 32 is_valid 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1
# 33 is_valid 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1
# 34 is_valid 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1
# 35 is_valid 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0
# 36 is_valid 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0
# 37 is_valid -4 -4 -4 -4 -4 -4 -4 -4 -4 -4 -4 -4 -4 -4 -4 -4 -4 -4
# 38 is_valid -3 -3 -3 -3 -3 -3 -3 -3 -3 -3 -3 -3 -3 -3 -3 -3 -3 -3
# 39 is_valid 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0
# 40 is_valid 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0
# 41 is_valid 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0
# 42 is_valid 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0
# 43 is_valid 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1
# 44 is_valid has_arg -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1
# 45 is_valid has_arg -1 -1 -1 -2 -2 -2 -1 -1 -1 -2 -2 -2 -2 -2 -2 -1 -1 -1
# 46 is_valid has_arg 1 1 1 0 0 0 -1 -1 -1 -2 -2 -2 -256 -256 -256 -999 -999 -999
# 47 is_valid has_arg 1 1 1 -1 -1 -1 -3 -3 -3 -5 -5 -5 -513 -513 -513 -1999 -1999 -1999
# 48 is_valid has_arg 1 1 1 0 0 0 -1 -1 -1 -2 -2 -2 -256 -256 -256 -999 -999 -999
# 49 is_valid has_arg 1 1 1 0 0 0 -1 -1 -1 -2 -2 -2 -256 -256 -256 -999 -999 -999
# 50 is_valid has_arg 1 1 1 0 0 0 -1 -1 -1 -2 -2 -2 -256 -256 -256 -999 -999 -999
# 51 is_valid has_arg 1 1 1 0 0 0 -1 -1 -1 -2 -2 -2 -256 -256 -256 -999 -999 -999
# 52 is_valid has_arg -1 -1 -1 -2 -2 -2 -3 -3 -3 -4 -4 -4 -258 -258 -258 -1001 -1001 -1001
# 53 is_valid has_arg 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0
# 54 is_valid has_arg -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1
# 55 is_valid has_arg -2 -2 -2 -3 -3 -3 -4 -4 -4 -5 -5 -5 -259 -259 -259 -1002 -1002 -1002
# 56 is_valid has_arg -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1
# 57 is_valid has_arg -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1
# 58 is_valid has_arg 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0
# 59 is_valid has_arg 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1
# 60 is_valid has_arg 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0
# 61 is_valid has_arg has_name -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1
# 62 is_valid has_arg has_free 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0
# 63 is_valid has_arg has_local 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0
# 64 is_valid has_arg has_name 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0
# 65 is_valid has_arg has_name 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0
# 66 is_valid has_arg -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1
# 67 is_valid has_arg -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1
# 68 is_valid has_arg has_jump -2 -2 -2 -2 -2 -2 -2 -2 -2 -2 -2 -2 -2 -2 -2 -2 -2 -2
# 69 is_valid has_arg 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0
# 70 is_valid has_arg has_jump 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1
# 71 is_valid has_arg 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0
# 72 is_valid has_arg has_name 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1
# 73 is_valid has_arg has_name -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1
# 74 is_valid has_arg -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1
# 75 is_valid has_arg has_jump 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0
# 76 is_valid has_arg has_jump 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0
# 77 is_valid has_arg has_jump 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0
# 78 is_valid has_arg -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1
# 79 is_valid has_arg -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1
# 80 is_valid has_arg has_name 0 0 0 1 1 1 0 0 0 1 1 1 1 1 1 0 0 0
# 81 is_valid has_arg 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1
# 82 is_valid has_arg has_const 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1
# 83 is_valid has_arg has_local 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1
# 84 is_valid has_arg has_local 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1
# 85 is_valid has_arg has_local 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1
# 86 is_valid has_arg has_local 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1
# 87 is_valid has_arg has_local 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2
# 88 is_valid has_arg has_local 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1
# 89 is_valid has_arg has_local 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2
# 90 is_valid has_arg has_free 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0
# 91 is_valid has_arg has_name 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0
# 92 is_valid has_arg has_name 1 1 1 2 2 2 1 1 1 2 2 2 2 2 2 1 1 1
# 93 is_valid has_arg has_name 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1
# 94 is_valid has_arg 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1
# 95 is_valid has_arg 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1
# 96 is_valid has_arg has_name -2 -2 -2 -1 -1 -1 -2 -2 -2 -1 -1 -1 -1 -1 -1 -2 -2 -2
# 97 is_valid has_arg has_free 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0
# 98 is_valid has_arg -2 -2 -2 -2 -2 -2 -2 -2 -2 -2 -2 -2 -2 -2 -2 -2 -2 -2
# 99 is_valid has_arg -2 -2 -2 -2 -2 -2 -2 -2 -2 -2 -2 -2 -2 -2 -2 -2 -2 -2
# 100 is_valid has_arg has_jump -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1
# 101 is_valid has_arg has_jump -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1
# 102 is_valid has_arg has_jump -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1
# 103 is_valid has_arg has_jump -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1
# 104 is_valid has_arg 0 0 0 -1 -1 -1 -2 -2 -2 -3 -3 -3 -257 -257 -257 -1000 -1000 -1000
# 105 is_valid has_arg -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1
# 106 is_valid has_arg has_jump 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0
# 107 is_valid has_arg -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1
# 108 is_valid has_arg -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1
# 109 is_valid has_arg -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1
# 110 is_valid has_arg has_name -2 -2 -2 -2 -2 -2 -2 -2 -2 -2 -2 -2 -2 -2 -2 -2 -2 -2
# 111 is_valid has_arg has_free -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1
# 112 is_valid has_arg has_local -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1
# 113 is_valid has_arg has_local 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0
# 114 is_valid has_arg has_local -2 -2 -2 -2 -2 -2 -2 -2 -2 -2 -2 -2 -2 -2 -2 -2 -2 -2
# 115 is_valid has_arg has_name -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1
# 116 is_valid has_arg has_name -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1
# 117 is_valid has_arg 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0
# 118 is_valid has_arg 0 0 0 1 1 1 2 2 2 3 3 3 2 2 2 235 235 235
# 119 is_valid has_arg -1 -1 -1 0 0 0 1 1 1 2 2 2 256 256 256 999 999 999
# 120 is_valid has_arg 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0
# 128 is_valid has_arg 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0
# 129 is_valid None None None None None None None None None None None None None None None None None None
# 130 is_valid None None None None None None None None None None None None None None None None None None
# 131 is_valid None None None None None None None None None None None None None None None None None None
# 132 is_valid None None None None None None None None None None None None None None None None None None
# 133 is_valid None None None None None None None None None None None None None None None None None None
# 134 is_valid None None None None None None None None None None None None None None None None None None
# 135 is_valid None None None None None None None None None None None None None None None None None None
# 136 is_valid None None None None None None None None None None None None None None None None None None
# 137 is_valid None None None None None None None None None None None None None None None None None None
# 138 is_valid None None None None None None None None None None None None None None None None None None
# 139 is_valid None None None None None None None None None None None None None None None None None None
# 140 is_valid None None None None None None None None None None None None None None None None None None
# 141 is_valid None None None None None None None None None None None None None None None None None None
# 142 is_valid None None None None None None None None None None None None None None None None None None
# 143 is_valid has_arg None None None None None None None None None None None None None None None None None None
# 144 is_valid has_arg None None None None None None None None None None None None None None None None None None
# 145 is_valid has_arg None None None None None None None None None None None None None None None None None None
# 146 is_valid has_arg None None None None None None None None None None None None None None None None None None
# 147 is_valid has_arg None None None None None None None None None None None None None None None None None None
# 148 is_valid has_arg None None None None None None None None None None None None None None None None None None
# 149 is_valid has_arg None None None None None None None None None None None None None None None None None None
# 150 is_valid has_arg None None None None None None None None None None None None None None None None None None
# 151 is_valid has_arg None None None None None None None None None None None None None None None None None None
# 152 is_valid has_arg None None None None None None None None None None None None None None None None None None
# 153 is_valid has_arg None None None None None None None None None None None None None None None None None None
# 154 is_valid None None None None None None None None None None None None None None None None None None
# 155 is_valid has_arg None None None None None None None None None None None None None None None None None None
# 156 is_valid has_arg None None None None None None None None None None None None None None None None None None
# 157 is_valid has_arg None None None None None None None None None None None None None None None None None None
# 158 is_valid has_arg None None None None None None None None None None None None None None None None None None
# 159 is_valid has_arg None None None None None None None None None None None None None None None None None None
# 160 is_valid has_arg None None None None None None None None None None None None None None None None None None
# 161 is_valid has_arg None None None None None None None None None None None None None None None None None None
# 162 is_valid has_arg None None None None None None None None None None None None None None None None None None
# 163 is_valid has_arg None None None None None None None None None None None None None None None None None None
# 164 is_valid has_arg None None None None None None None None None None None None None None None None None None
# 165 is_valid has_arg None None None None None None None None None None None None None None None None None None
# 166 is_valid has_arg None None None None None None None None None None None None None None None None None None
# 167 is_valid has_arg None None None None None None None None None None None None None None None None None None
# 168 is_valid has_arg None None None None None None None None None None None None None None None None None None
# 169 is_valid has_arg None None None None None None None None None None None None None None None None None None
# 170 is_valid has_arg None None None None None None None None None None None None None None None None None None
# 171 is_valid has_arg None None None None None None None None None None None None None None None None None None
# 172 is_valid has_arg has_jump None None None None None None None None None None None None None None None None None None
# 173 is_valid has_arg has_jump None None None None None None None None None None None None None None None None None None
# 174 is_valid has_arg has_jump None None None None None None None None None None None None None None None None None None
# 175 is_valid has_arg has_jump None None None None None None None None None None None None None None None None None None
# 176 is_valid has_arg has_jump None None None None None None None None None None None None None None None None None None
# 177 is_valid has_arg None None None None None None None None None None None None None None None None None None
# 178 is_valid has_arg None None None None None None None None None None None None None None None None None None
# 179 is_valid has_arg has_name None None None None None None None None None None None None None None None None None None
# 180 is_valid has_arg None None None None None None None None None None None None None None None None None None
# 181 is_valid has_arg None None None None None None None None None None None None None None None None None None
# 182 is_valid has_arg None None None None None None None None None None None None None None None None None None
# 183 is_valid has_arg None None None None None None None None None None None None None None None None None None
# 184 is_valid has_arg None None None None None None None None None None None None None None None None None None
# 185 is_valid has_arg None None None None None None None None None None None None None None None None None None
# 186 is_valid has_arg None None None None None None None None None None None None None None None None None None
# 187 is_valid has_arg None None None None None None None None None None None None None None None None None None
# 188 is_valid has_arg None None None None None None None None None None None None None None None None None None
# 189 is_valid has_arg has_name None None None None None None None None None None None None None None None None None None
# 190 is_valid has_arg has_const None None None None None None None None None None None None None None None None None None
# 191 is_valid has_arg has_const None None None None None None None None None None None None None None None None None None
# 192 is_valid has_arg None None None None None None None None None None None None None None None None None None
# 193 is_valid has_arg None None None None None None None None None None None None None None None None None None
# 194 is_valid has_arg has_name None None None None None None None None None None None None None None None None None None
# 195 is_valid has_arg has_name None None None None None None None None None None None None None None None None None None
# 196 is_valid None None None None None None None None None None None None None None None None None None
# 197 is_valid has_arg None None None None None None None None None None None None None None None None None None
# 198 is_valid None None None None None None None None None None None None None None None None None None
# 199 is_valid None None None None None None None None None None None None None None None None None None
# 200 is_valid has_arg has_name None None None None None None None None None None None None None None None None None None
# 201 is_valid None None None None None None None None None None None None None None None None None None
# 202 is_valid None None None None None None None None None None None None None None None None None None
# 203 is_valid None None None None None None None None None None None None None None None None None None
# 204 is_valid None None None None None None None None None None None None None None None None None None
# 205 is_valid None None None None None None None None None None None None None None None None None None
# 206 is_valid None None None None None None None None None None None None None None None None None None
# 207 is_valid None None None None None None None None None None None None None None None None None None
# 208 is_valid None None None None None None None None None None None None None None None None None None
# 209 is_valid has_arg None None None None None None None None None None None None None None None None None None
# 210 is_valid has_arg None None None None None None None None None None None None None None None None None None
# 211 is_valid has_arg None None None None None None None None None None None None None None None None None None
# 234 is_valid -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1
# 235 is_valid -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1
# 236 is_valid -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1
# 237 is_valid has_arg has_jump 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1
# 238 is_valid 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0
# 239 is_valid has_arg 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0
# 240 is_valid 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0
# 241 is_valid has_arg -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1
# 242 is_valid has_arg -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1
# 243 is_valid has_arg -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1
# 244 is_valid has_arg -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1
# 245 is_valid has_arg 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0
# 246 is_valid 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0
# 247 is_valid has_arg 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0
# 248 is_valid has_arg has_jump -2 -2 -2 -2 -2 -2 -2 -2 -2 -2 -2 -2 -2 -2 -2 -2 -2 -2
# 249 is_valid has_arg has_name -2 -2 -2 -1 -1 -1 -2 -2 -2 -1 -1 -1 -1 -1 -1 -2 -2 -2
# 250 is_valid has_arg -1 -1 -1 -2 -2 -2 -3 -3 -3 -4 -4 -4 -258 -258 -258 -1001 -1001 -1001
# 251 is_valid has_arg -2 -2 -2 -3 -3 -3 -4 -4 -4 -5 -5 -5 -259 -259 -259 -1002 -1002 -1002
# 252 is_valid -3 -3 -3 -3 -3 -3 -3 -3 -3 -3 -3 -3 -3 -3 -3 -3 -3 -3
# 253 is_valid has_arg 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0
# 254 is_valid 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0
# 255 is_valid has_arg 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0
# 256 is_valid 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0
# 257 is_valid has_arg has_jump 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0
# 258 is_valid has_arg has_jump 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0
# 259 is_valid has_arg has_jump 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0
# 260 is_valid has_arg has_jump 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0
# 261 is_valid has_arg has_local 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1
# 262 is_valid 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0
# 263 is_valid has_arg has_exc 2 2 0 2 2 0 2 2 0 2 2 0 2 2 0 2 2 0
# 264 is_valid has_arg has_exc 1 1 0 1 1 0 1 1 0 1 1 0 1 1 0 1 1 0
# 265 is_valid has_arg has_exc 1 1 0 1 1 0 1 1 0 1 1 0 1 1 0 1 1 0
# 266 is_valid has_arg has_local -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1
# (1, 1, None)
