# Functions of complex numbers: special values, branch cuts, errors.
import cmath
from math import inf, nan


def t(f):
    try:
        print('->', repr(f()))
    except BaseException as e:
        print(type(e).__name__, e)


PARTS = (-inf, -2.5, -0.0, 0.0, 2.5, inf, nan, 1e308, 1e-310)
for name in ('acos', 'acosh', 'asin', 'asinh', 'atan', 'atanh', 'cos', 'cosh', 'exp', 'log', 'log10', 'sin', 'sinh',
             'sqrt', 'tan', 'tanh', 'phase', 'polar', 'isnan', 'isinf', 'isfinite'):
    answers = []
    for real in PARTS:
        for imag in PARTS:
            try:
                z = getattr(cmath, name)(complex(real, imag))
                answers.append(f'{z:.10g}' if isinstance(z, (float, complex)) else repr(z)[:60])
            except (ValueError, OverflowError) as e:
                answers.append(type(e).__name__ + str(e))
    print(name, *answers)
for r in PARTS:
    for phi in PARTS:
        t(lambda: f'{cmath.rect(r, phi):.10g}')
t(lambda: cmath.sqrt('x'))
t(lambda: cmath.sqrt())
t(lambda: cmath.log(0))
t(lambda: cmath.log(2, 0))
t(lambda: cmath.log(2, 1))
t(lambda: cmath.log(8, 2))
t(lambda: cmath.rect('x', 1))
t(lambda: cmath.isclose(1, 1 + 1e-10j))
t(lambda: cmath.isclose(1, 2, rel_tol=-1))
t(lambda: cmath.isclose(1, 2, abs_tol=1.5))
t(lambda: cmath.polar(complex(1e308, 1e308)))
t(lambda: (cmath.pi, cmath.e, cmath.tau, cmath.inf, cmath.nan, cmath.infj, cmath.nanj))


class F:
    def __float__(self):
        return 4.0


class C:
    def __complex__(self):
        return 3 + 4j


t(lambda: cmath.sqrt(F()))
t(lambda: cmath.polar(C()))

# expect:
# acos 2.35619449+infj 3.141592654+infj 3.141592654+infj 3.141592654-infj 3.141592654-infj 2.35619449-infj nan+infj 3.141592654-infj 3.141592654-infj 1.570796327+infj 2.336221077+1.956610108j 3.141592654+1.566799237j 3.141592654-1.566799237j 2.336221077-1.956610108j 1.570796327-infj nan+nanj 1.570796327-709.8893558j 3.141592654-1.566799237j 1.570796327+infj 1.570796327+1.647231146j 1.570796327+0j 1.570796327-0j 1.570796327-1.647231146j 1.570796327-infj 1.570796327+nanj 1.570796327-709.8893558j 1.570796327-1e-310j 1.570796327+infj 1.570796327+1.647231146j 1.570796327+0j 1.570796327-0j 1.570796327-1.647231146j 1.570796327-infj 1.570796327+nanj 1.570796327-709.8893558j 1.570796327-1e-310j 1.570796327+infj 0.8053715771+1.956610108j 0+1.566799237j 0-1.566799237j 0.8053715771-1.956610108j 1.570796327-infj nan+nanj 1.570796327-709.8893558j 4.364357805e-311-1.566799237j 0.7853981634+infj 0+infj 0+infj 0-infj 0-infj 0.7853981634-infj nan+infj 0-infj 0-infj nan+infj nan+nanj nan+nanj nan+nanj nan+nanj nan-infj nan+nanj nan+nanj nan+nanj 1.570796327+infj 2.5e-308+709.8893558j 0+709.8893558j 0-709.8893558j 2.5e-308-709.8893558j 1.570796327-infj nan+nanj 0.7853981634-710.2359294j 0-709.8893558j 1.570796327+infj 1.570796327+1.647231146j 1.570796327+0j 1.570796327-0j 1.570796327-1.647231146j 1.570796327-infj nan+nanj 1.570796327-709.8893558j 1.570796327-1e-310j
# acosh inf-2.35619449j inf-3.141592654j inf-3.141592654j inf+3.141592654j inf+3.141592654j inf+2.35619449j inf+nanj inf+3.141592654j inf+3.141592654j inf-1.570796327j 1.956610108-2.336221077j 1.566799237-3.141592654j 1.566799237+3.141592654j 1.956610108+2.336221077j inf+1.570796327j nan+nanj 709.8893558+1.570796327j 1.566799237+3.141592654j inf-1.570796327j 1.647231146-1.570796327j 0-1.570796327j 0+1.570796327j 1.647231146+1.570796327j inf+1.570796327j nan+1.570796327j 709.8893558+1.570796327j 1e-310+1.570796327j inf-1.570796327j 1.647231146-1.570796327j 0-1.570796327j 0+1.570796327j 1.647231146+1.570796327j inf+1.570796327j nan+1.570796327j 709.8893558+1.570796327j 1e-310+1.570796327j inf-1.570796327j 1.956610108-0.8053715771j 1.566799237-0j 1.566799237+0j 1.956610108+0.8053715771j inf+1.570796327j nan+nanj 709.8893558+1.570796327j 1.566799237+4.364357805e-311j inf-0.7853981634j inf-0j inf-0j inf+0j inf+0j inf+0.7853981634j inf+nanj inf+0j inf+0j inf+nanj nan+nanj nan+nanj nan+nanj nan+nanj inf+nanj nan+nanj nan+nanj nan+nanj inf-1.570796327j 709.8893558-2.5e-308j 709.8893558-0j 709.8893558+0j 709.8893558+2.5e-308j inf+1.570796327j nan+nanj 710.2359294+0.7853981634j 709.8893558+0j inf-1.570796327j 1.647231146-1.570796327j 0-1.570796327j 0+1.570796327j 1.647231146+1.570796327j inf+1.570796327j nan+nanj 709.8893558+1.570796327j 1e-310+1.570796327j
# asin -0.7853981634-infj -1.570796327-infj -1.570796327-infj -1.570796327+infj -1.570796327+infj -0.7853981634+infj nan-infj -1.570796327+infj -1.570796327+infj -0-infj -0.7654247497-1.956610108j -1.570796327-1.566799237j -1.570796327+1.566799237j -0.7654247497+1.956610108j -0+infj nan+nanj -2.5e-308+709.8893558j -1.570796327+1.566799237j -0-infj -0-1.647231146j -0-0j -0+0j -0+1.647231146j -0+infj -0+nanj -0+709.8893558j -0+1e-310j 0-infj 0-1.647231146j 0-0j 0+0j 0+1.647231146j 0+infj 0+nanj 0+709.8893558j 0+1e-310j 0-infj 0.7654247497-1.956610108j 1.570796327-1.566799237j 1.570796327+1.566799237j 0.7654247497+1.956610108j 0+infj nan+nanj 2.5e-308+709.8893558j 1.570796327+1.566799237j 0.7853981634-infj 1.570796327-infj 1.570796327-infj 1.570796327+infj 1.570796327+infj 0.7853981634+infj nan-infj 1.570796327+infj 1.570796327+infj nan-infj nan+nanj nan+nanj nan+nanj nan+nanj nan+infj nan+nanj nan+nanj nan+nanj 0-infj 1.570796327-709.8893558j 1.570796327-709.8893558j 1.570796327+709.8893558j 1.570796327+709.8893558j 0+infj nan+nanj 0.7853981634+710.2359294j 1.570796327+709.8893558j 0-infj 3.713906764e-311-1.647231146j 1e-310-0j 1e-310+0j 3.713906764e-311+1.647231146j 0+infj nan+nanj 0+709.8893558j 1e-310+1e-310j
# asinh -inf-0.7853981634j -inf-0j -inf-0j -inf+0j -inf+0j -inf+0.7853981634j -inf+nanj -inf+0j -inf+0j -inf-1.570796327j -1.956610108-0.7654247497j -1.647231146-0j -1.647231146+0j -1.956610108+0.7654247497j -inf+1.570796327j nan+nanj -709.8893558+1.570796327j -1.647231146+3.713906764e-311j -inf-1.570796327j -1.566799237-1.570796327j -0-0j -0+0j -1.566799237+1.570796327j -inf+1.570796327j nan+nanj -709.8893558+1.570796327j -0+1e-310j inf-1.570796327j 1.566799237-1.570796327j 0-0j 0+0j 1.566799237+1.570796327j inf+1.570796327j nan+nanj 709.8893558+1.570796327j 0+1e-310j inf-1.570796327j 1.956610108-0.7654247497j 1.647231146-0j 1.647231146+0j 1.956610108+0.7654247497j inf+1.570796327j nan+nanj 709.8893558+1.570796327j 1.647231146+3.713906764e-311j inf-0.7853981634j inf-0j inf-0j inf+0j inf+0j inf+0.7853981634j inf+nanj inf+0j inf+0j inf+nanj nan+nanj nan-0j nan+0j nan+nanj inf+nanj nan+nanj nan+nanj nan+nanj inf-1.570796327j 709.8893558-2.5e-308j 709.8893558-0j 709.8893558+0j 709.8893558+2.5e-308j inf+1.570796327j nan+nanj 710.2359294+0.7853981634j 709.8893558+0j inf-1.570796327j 1.566799237-1.570796327j 1e-310-0j 1e-310+0j 1.566799237+1.570796327j inf+1.570796327j nan+nanj 709.8893558+1.570796327j 1e-310+1e-310j
# atan -1.570796327-0j -1.570796327-0j -1.570796327-0j -1.570796327+0j -1.570796327+0j -1.570796327+0j -1.570796327-0j -1.570796327+0j -1.570796327+0j -1.570796327-0j -1.365732657-0.1944261421j -1.19028995-0j -1.19028995+0j -1.365732657+0.1944261421j -1.570796327+0j nan+nanj -1.570796327+1e-308j -1.19028995+1.379310345e-311j -1.570796327-0j -1.570796327-0.4236489302j -0-0j -0+0j -1.570796327+0.4236489302j -1.570796327+0j nan+nanj -1.570796327+1e-308j -0+1e-310j 1.570796327-0j 1.570796327-0.4236489302j 0-0j 0+0j 1.570796327+0.4236489302j 1.570796327+0j nan+nanj 1.570796327+1e-308j 0+1e-310j 1.570796327-0j 1.365732657-0.1944261421j 1.19028995-0j 1.19028995+0j 1.365732657+0.1944261421j 1.570796327+0j nan+nanj 1.570796327+1e-308j 1.19028995+1.379310345e-311j 1.570796327-0j 1.570796327-0j 1.570796327-0j 1.570796327+0j 1.570796327+0j 1.570796327+0j 1.570796327-0j 1.570796327+0j 1.570796327+0j nan-0j nan+nanj nan-0j nan+0j nan+nanj nan+0j nan+nanj nan+nanj nan+nanj 1.570796327-0j 1.570796327-0j 1.570796327-0j 1.570796327+0j 1.570796327+0j 1.570796327+0j nan+nanj 1.570796327+5e-309j 1.570796327+0j 1.570796327-0j 1.570796327-0.4236489302j 1e-310-0j 1e-310+0j 1.570796327+0.4236489302j 1.570796327+0j nan+nanj 1.570796327+1e-308j 1e-310+1e-310j
# atanh -0-1.570796327j -0-1.570796327j -0-1.570796327j -0+1.570796327j -0+1.570796327j -0+1.570796327j -0+nanj -0+1.570796327j -0+1.570796327j -0-1.570796327j -0.1944261421-1.365732657j -0.4236489302-1.570796327j -0.4236489302+1.570796327j -0.1944261421+1.365732657j -0+1.570796327j nan+nanj -0+1.570796327j -0.4236489302+1.570796327j -0-1.570796327j -0-1.19028995j -0-0j -0+0j -0+1.19028995j -0+1.570796327j -0+nanj -0+1.570796327j -0+1e-310j 0-1.570796327j 0-1.19028995j 0-0j 0+0j 0+1.19028995j 0+1.570796327j 0+nanj 0+1.570796327j 0+1e-310j 0-1.570796327j 0.1944261421-1.365732657j 0.4236489302-1.570796327j 0.4236489302+1.570796327j 0.1944261421+1.365732657j 0+1.570796327j nan+nanj 0+1.570796327j 0.4236489302+1.570796327j 0-1.570796327j 0-1.570796327j 0-1.570796327j 0+1.570796327j 0+1.570796327j 0+1.570796327j 0+nanj 0+1.570796327j 0+1.570796327j 0-1.570796327j nan+nanj nan+nanj nan+nanj nan+nanj 0+1.570796327j nan+nanj nan+nanj nan+nanj 0-1.570796327j 1e-308-1.570796327j 1e-308-1.570796327j 1e-308+1.570796327j 1e-308+1.570796327j 0+1.570796327j nan+nanj 5e-309+1.570796327j 1e-308+1.570796327j 0-1.570796327j 1.379310345e-311-1.19028995j 1e-310-0j 1e-310+0j 1.379310345e-311+1.19028995j 0+1.570796327j nan+nanj 0+1.570796327j 1e-310+1e-310j
# cos ValueErrormath domain error ValueErrormath domain error ValueErrormath domain error ValueErrormath domain error ValueErrormath domain error ValueErrormath domain error nan+nanj ValueErrormath domain error ValueErrormath domain error -inf-infj -4.912844565-3.620878848j -0.8011436155-0j -0.8011436155+0j -4.912844565+3.620878848j -inf+infj nan+nanj OverflowErrormath range error -0.8011436155+5.984721441e-311j inf-0j 6.13228948-0j 1-0j 1+0j 6.13228948+0j inf+0j nan+0j OverflowErrormath range error 1+0j inf+0j 6.13228948+0j 1+0j 1-0j 6.13228948-0j inf-0j nan+0j OverflowErrormath range error 1-0j -inf+infj -4.912844565+3.620878848j -0.8011436155+0j -0.8011436155-0j -4.912844565-3.620878848j -inf-infj nan+nanj OverflowErrormath range error -0.8011436155-5.984721441e-311j ValueErrormath domain error ValueErrormath domain error ValueErrormath domain error ValueErrormath domain error ValueErrormath domain error ValueErrormath domain error nan+nanj ValueErrormath domain error ValueErrormath domain error inf+nanj nan+nanj nan+0j nan+0j nan+nanj inf+nanj nan+nanj nan+nanj nan+nanj -inf+infj -5.465764422+2.743141479j -0.8913089377+0j -0.8913089377-0j -5.465764422-2.743141479j -inf-infj nan+nanj OverflowErrormath range error -0.8913089377-4.533964905e-311j inf+infj 6.13228948+6.050204481e-310j 1+0j 1-0j 6.13228948-6.050204481e-310j inf-infj nan+nanj OverflowErrormath range error 1-0j
# cosh ValueErrormath domain error -inf+infj inf+0j inf-0j -inf-infj ValueErrormath domain error inf+nanj -inf-infj inf-infj ValueErrormath domain error -4.912844565+3.620878848j 6.13228948+0j 6.13228948-0j -4.912844565-3.620878848j ValueErrormath domain error nan+nanj -5.465764422-2.743141479j 6.13228948-6.050204481e-310j ValueErrormath domain error -0.8011436155+0j 1+0j 1-0j -0.8011436155-0j ValueErrormath domain error nan+0j -0.8913089377-0j 1-0j ValueErrormath domain error -0.8011436155-0j 1-0j 1+0j -0.8011436155+0j ValueErrormath domain error nan+0j -0.8913089377+0j 1+0j ValueErrormath domain error -4.912844565-3.620878848j 6.13228948-0j 6.13228948+0j -4.912844565+3.620878848j ValueErrormath domain error nan+nanj -5.465764422+2.743141479j 6.13228948+6.050204481e-310j ValueErrormath domain error -inf-infj inf-0j inf+0j -inf+infj ValueErrormath domain error inf+nanj -inf+infj inf+infj nan+nanj nan+nanj nan+0j nan+0j nan+nanj nan+nanj nan+nanj nan+nanj nan+nanj ValueErrormath domain error OverflowErrormath range error OverflowErrormath range error OverflowErrormath range error OverflowErrormath range error ValueErrormath domain error nan+nanj OverflowErrormath range error OverflowErrormath range error ValueErrormath domain error -0.8011436155-5.984721441e-311j 1-0j 1+0j -0.8011436155+5.984721441e-311j ValueErrormath domain error nan+nanj -0.8913089377+4.533964905e-311j 1+0j
# exp 0+0j -0-0j 0-0j 0+0j -0+0j 0+0j 0+0j -0+0j 0+0j ValueErrormath domain error -0.06576187258-0.04912558513j 0.08208499862-0j 0.08208499862+0j -0.06576187258+0.04912558513j ValueErrormath domain error nan+nanj -0.07316309292+0.0372170503j 0.08208499862+8.208499862e-312j ValueErrormath domain error -0.8011436155-0.5984721441j 1-0j 1+0j -0.8011436155+0.5984721441j ValueErrormath domain error nan+nanj -0.8913089377+0.4533964905j 1+1e-310j ValueErrormath domain error -0.8011436155-0.5984721441j 1-0j 1+0j -0.8011436155+0.5984721441j ValueErrormath domain error nan+nanj -0.8913089377+0.4533964905j 1+1e-310j ValueErrormath domain error -9.759927258-7.290883281j 12.18249396-0j 12.18249396+0j -9.759927258+7.290883281j ValueErrormath domain error nan+nanj -10.85836575+5.523500007j 12.18249396+1.218249396e-309j ValueErrormath domain error -inf-infj inf-0j inf+0j -inf+infj ValueErrormath domain error inf+nanj -inf+infj inf+infj nan+nanj nan+nanj nan-0j nan+0j nan+nanj nan+nanj nan+nanj nan+nanj nan+nanj ValueErrormath domain error OverflowErrormath range error OverflowErrormath range error OverflowErrormath range error OverflowErrormath range error ValueErrormath domain error nan+nanj OverflowErrormath range error OverflowErrormath range error ValueErrormath domain error -0.8011436155-0.5984721441j 1-0j 1+0j -0.8011436155+0.5984721441j ValueErrormath domain error nan+nanj -0.8913089377+0.4533964905j 1+1e-310j
# log inf-2.35619449j inf-3.141592654j inf-3.141592654j inf+3.141592654j inf+3.141592654j inf+2.35619449j inf+nanj inf+3.141592654j inf+3.141592654j inf-1.570796327j 1.262864322-2.35619449j 0.9162907319-3.141592654j 0.9162907319+3.141592654j 1.262864322+2.35619449j inf+1.570796327j nan+nanj 709.1962086+1.570796327j 0.9162907319+3.141592654j inf-1.570796327j 0.9162907319-1.570796327j ValueErrormath domain error ValueErrormath domain error 0.9162907319+1.570796327j inf+1.570796327j nan+nanj 709.1962086+1.570796327j -713.8013788+1.570796327j inf-1.570796327j 0.9162907319-1.570796327j ValueErrormath domain error ValueErrormath domain error 0.9162907319+1.570796327j inf+1.570796327j nan+nanj 709.1962086+1.570796327j -713.8013788+1.570796327j inf-1.570796327j 1.262864322-0.7853981634j 0.9162907319-0j 0.9162907319+0j 1.262864322+0.7853981634j inf+1.570796327j nan+nanj 709.1962086+1.570796327j 0.9162907319+4e-311j inf-0.7853981634j inf-0j inf-0j inf+0j inf+0j inf+0.7853981634j inf+nanj inf+0j inf+0j inf+nanj nan+nanj nan+nanj nan+nanj nan+nanj inf+nanj nan+nanj nan+nanj nan+nanj inf-1.570796327j 709.1962086-2.5e-308j 709.1962086-0j 709.1962086+0j 709.1962086+2.5e-308j inf+1.570796327j nan+nanj 709.5427822+0.7853981634j 709.1962086+0j inf-1.570796327j 0.9162907319-1.570796327j -713.8013788-0j -713.8013788+0j 0.9162907319+1.570796327j inf+1.570796327j nan+nanj 709.1962086+1.570796327j -713.4548052+0.7853981634j
# log10 inf-1.023282265j inf-1.364376354j inf-1.364376354j inf+1.364376354j inf+1.364376354j inf+1.023282265j inf+nanj inf+1.364376354j inf+1.364376354j inf-0.6821881769j 0.5484550065-1.023282265j 0.3979400087-1.364376354j 0.3979400087+1.364376354j 0.5484550065+1.023282265j inf+0.6821881769j nan+nanj 308+0.6821881769j 0.3979400087+1.364376354j inf-0.6821881769j 0.3979400087-0.6821881769j ValueErrormath domain error ValueErrormath domain error 0.3979400087+0.6821881769j inf+0.6821881769j nan+nanj 308+0.6821881769j -310+0.6821881769j inf-0.6821881769j 0.3979400087-0.6821881769j ValueErrormath domain error ValueErrormath domain error 0.3979400087+0.6821881769j inf+0.6821881769j nan+nanj 308+0.6821881769j -310+0.6821881769j inf-0.6821881769j 0.5484550065-0.3410940885j 0.3979400087-0j 0.3979400087+0j 0.5484550065+0.3410940885j inf+0.6821881769j nan+nanj 308+0.6821881769j 0.3979400087+1.737177928e-311j inf-0.3410940885j inf-0j inf-0j inf+0j inf+0j inf+0.3410940885j inf+nanj inf+0j inf+0j inf+nanj nan+nanj nan+nanj nan+nanj nan+nanj inf+nanj nan+nanj nan+nanj nan+nanj inf-0.6821881769j 308-1.085736205e-308j 308-0j 308+0j 308+1.085736205e-308j inf+0.6821881769j nan+nanj 308.150515+0.3410940885j 308+0j inf-0.6821881769j 0.3979400087-0.6821881769j -310-0j -310+0j 0.3979400087+0.6821881769j inf+0.6821881769j nan+nanj 308+0.6821881769j -309.849485+0.3410940885j
# sin ValueErrormath domain error ValueErrormath domain error ValueErrormath domain error ValueErrormath domain error ValueErrormath domain error ValueErrormath domain error nan+nanj ValueErrormath domain error ValueErrormath domain error -inf+infj -3.670004433+4.847082693j -0.5984721441+0j -0.5984721441-0j -3.670004433-4.847082693j -inf-infj nan+nanj OverflowErrormath range error -0.5984721441-8.011436155e-311j -0-infj -0-6.050204481j -0-0j -0+0j -0+6.050204481j -0+infj -0+nanj OverflowErrormath range error -0+1e-310j 0-infj 0-6.050204481j 0-0j 0+0j 0+6.050204481j 0+infj 0+nanj OverflowErrormath range error 0+1e-310j inf+infj 3.670004433+4.847082693j 0.5984721441+0j 0.5984721441-0j 3.670004433-4.847082693j inf-infj nan+nanj OverflowErrormath range error 0.5984721441-8.011436155e-311j ValueErrormath domain error ValueErrormath domain error ValueErrormath domain error ValueErrormath domain error ValueErrormath domain error ValueErrormath domain error nan+nanj ValueErrormath domain error ValueErrormath domain error nan-infj nan+nanj nan-0j nan-0j nan+nanj nan-infj nan+nanj nan+nanj nan+nanj inf+infj 2.780358529+5.392601329j 0.4533964905+0j 0.4533964905-0j 2.780358529-5.392601329j inf-infj nan+nanj OverflowErrormath range error 0.4533964905-8.913089377e-311j inf-infj 6.13228948e-310-6.050204481j 1e-310-0j 1e-310+0j 6.13228948e-310+6.050204481j inf+infj nan+nanj OverflowErrormath range error 1e-310+1e-310j
# sinh ValueErrormath domain error inf-infj -inf-0j -inf+0j inf+infj ValueErrormath domain error inf+nanj inf+infj -inf+infj ValueErrormath domain error 4.847082693-3.670004433j -6.050204481-0j -6.050204481+0j 4.847082693+3.670004433j ValueErrormath domain error nan+nanj 5.392601329+2.780358529j -6.050204481+6.13228948e-310j ValueErrormath domain error 0-0.5984721441j -0-0j -0+0j 0+0.5984721441j ValueErrormath domain error 0+nanj 0+0.4533964905j -0+1e-310j ValueErrormath domain error -0-0.5984721441j 0-0j 0+0j -0+0.5984721441j ValueErrormath domain error 0+nanj -0+0.4533964905j 0+1e-310j ValueErrormath domain error -4.847082693-3.670004433j 6.050204481-0j 6.050204481+0j -4.847082693+3.670004433j ValueErrormath domain error nan+nanj -5.392601329+2.780358529j 6.050204481+6.13228948e-310j ValueErrormath domain error -inf-infj inf-0j inf+0j -inf+infj ValueErrormath domain error inf+nanj -inf+infj inf+infj nan+nanj nan+nanj nan-0j nan+0j nan+nanj nan+nanj nan+nanj nan+nanj nan+nanj ValueErrormath domain error OverflowErrormath range error OverflowErrormath range error OverflowErrormath range error OverflowErrormath range error ValueErrormath domain error nan+nanj OverflowErrormath range error OverflowErrormath range error ValueErrormath domain error -8.011436155e-311-0.5984721441j 1e-310-0j 1e-310+0j -8.011436155e-311+0.5984721441j ValueErrormath domain error nan+nanj -8.913089377e-311+0.4533964905j 1e-310+1e-310j
# sqrt inf-infj 0-infj 0-infj 0+infj 0+infj inf+infj nan+infj 0+infj 0+infj inf-infj 0.7195602497-1.737172114j 0-1.58113883j 0+1.58113883j 0.7195602497+1.737172114j inf+infj nan+nanj 7.071067812e+153+7.071067812e+153j 3.16227766e-311+1.58113883j inf-infj 1.118033989-1.118033989j 0-0j 0+0j 1.118033989+1.118033989j inf+infj nan+nanj 7.071067812e+153+7.071067812e+153j 7.071067812e-156+7.071067812e-156j inf-infj 1.118033989-1.118033989j 0-0j 0+0j 1.118033989+1.118033989j inf+infj nan+nanj 7.071067812e+153+7.071067812e+153j 7.071067812e-156+7.071067812e-156j inf-infj 1.737172114-0.7195602497j 1.58113883-0j 1.58113883+0j 1.737172114+0.7195602497j inf+infj nan+nanj 7.071067812e+153+7.071067812e+153j 1.58113883+3.16227766e-311j inf-infj inf-0j inf-0j inf+0j inf+0j inf+infj inf+nanj inf+0j inf+0j inf-infj nan+nanj nan+nanj nan+nanj nan+nanj inf+infj nan+nanj nan+nanj nan+nanj inf-infj 1e+154-1.25e-154j 1e+154-0j 1e+154+0j 1e+154+1.25e-154j inf+infj nan+nanj 1.098684113e+154+4.550898606e+153j 1e+154+0j inf-infj 1.118033989-1.118033989j 1e-155-0j 1e-155+0j 1.118033989+1.118033989j inf+infj nan+nanj 7.071067812e+153+7.071067812e+153j 1.098684113e-155+4.550898606e-156j
# tan 0-1j ValueErrormath domain error ValueErrormath domain error ValueErrormath domain error ValueErrormath domain error 0+1j nan+nanj ValueErrormath domain error ValueErrormath domain error 0-1j 0.01287257076-0.9961016773j 0.7470222972-0j 0.7470222972+0j 0.01287257076+0.9961016773j 0+1j nan+nanj 0+1j 0.7470222972+1.558042313e-310j -0-1j -0-0.9866142982j -0-0j -0+0j -0+0.9866142982j -0+1j -0+nanj -0+1j -0+1e-310j 0-1j 0-0.9866142982j 0-0j 0+0j 0+0.9866142982j 0+1j 0+nanj 0+1j 0+1e-310j -0-1j -0.01287257076-0.9961016773j -0.7470222972-0j -0.7470222972+0j -0.01287257076+0.9961016773j -0+1j nan+nanj -0+1j -0.7470222972+1.558042313e-310j 0-1j ValueErrormath domain error ValueErrormath domain error ValueErrormath domain error ValueErrormath domain error 0+1j nan+nanj ValueErrormath domain error ValueErrormath domain error 0-1j nan+nanj nan-0j nan+0j nan+nanj 0+1j nan+nanj nan+nanj nan+nanj -0-1j -0.0108054215-0.9920372907j -0.5086861259-0j -0.5086861259+0j -0.0108054215+0.9920372907j -0+1j nan+nanj -0+1j -0.5086861259+1.258761575e-310j 0-1j 2.659222668e-312-0.9866142982j 1e-310-0j 1e-310+0j 2.659222668e-312+0.9866142982j 0+1j nan+nanj 0+1j 1e-310+1e-310j
# tanh -1+0j -1+0j -1-0j -1+0j -1-0j -1+0j -1+0j -1-0j -1+0j ValueErrormath domain error -0.9961016773+0.01287257076j -0.9866142982-0j -0.9866142982+0j -0.9961016773-0.01287257076j ValueErrormath domain error nan+nanj -0.9920372907-0.0108054215j -0.9866142982+2.659222668e-312j ValueErrormath domain error -0+0.7470222972j -0-0j -0+0j -0-0.7470222972j ValueErrormath domain error -0+nanj -0-0.5086861259j -0+1e-310j ValueErrormath domain error 0+0.7470222972j 0-0j 0+0j 0-0.7470222972j ValueErrormath domain error 0+nanj 0-0.5086861259j 0+1e-310j ValueErrormath domain error 0.9961016773+0.01287257076j 0.9866142982-0j 0.9866142982+0j 0.9961016773-0.01287257076j ValueErrormath domain error nan+nanj 0.9920372907-0.0108054215j 0.9866142982+2.659222668e-312j 1+0j 1+0j 1-0j 1+0j 1-0j 1+0j 1+0j 1-0j 1+0j nan+nanj nan+nanj nan-0j nan+0j nan+nanj nan+nanj nan+nanj nan+nanj nan+nanj ValueErrormath domain error 1+0j 1-0j 1+0j 1-0j ValueErrormath domain error nan+nanj 1-0j 1+0j ValueErrormath domain error 1.558042313e-310+0.7470222972j 1e-310-0j 1e-310+0j 1.558042313e-310-0.7470222972j ValueErrormath domain error nan+nanj 1.258761575e-310-0.5086861259j 1e-310+1e-310j
# phase -2.35619449 -3.141592654 -3.141592654 3.141592654 3.141592654 2.35619449 nan 3.141592654 3.141592654 -1.570796327 -2.35619449 -3.141592654 3.141592654 2.35619449 1.570796327 nan 1.570796327 3.141592654 -1.570796327 -1.570796327 -3.141592654 3.141592654 1.570796327 1.570796327 nan 1.570796327 1.570796327 -1.570796327 -1.570796327 -0 0 1.570796327 1.570796327 nan 1.570796327 1.570796327 -1.570796327 -0.7853981634 -0 0 0.7853981634 1.570796327 nan 1.570796327 4e-311 -0.7853981634 -0 -0 0 0 0.7853981634 nan 0 0 nan nan nan nan nan nan nan nan nan -1.570796327 -2.5e-308 -0 0 2.5e-308 1.570796327 nan 0.7853981634 OverflowErrormath range error -1.570796327 -1.570796327 -0 0 1.570796327 1.570796327 nan 1.570796327 0.7853981634
# polar (inf, -2.356194490192345) (inf, -3.141592653589793) (inf, -3.141592653589793) (inf, 3.141592653589793) (inf, 3.141592653589793) (inf, 2.356194490192345) (inf, nan) (inf, 3.141592653589793) (inf, 3.141592653589793) (inf, -1.5707963267948966) (3.5355339059327378, -2.356194490192345) (2.5, -3.141592653589793) (2.5, 3.141592653589793) (3.5355339059327378, 2.356194490192345) (inf, 1.5707963267948966) (nan, nan) (1e+308, 1.5707963267948966) (2.5, 3.141592653589793) (inf, -1.5707963267948966) (2.5, -1.5707963267948966) (0.0, -3.141592653589793) (0.0, 3.141592653589793) (2.5, 1.5707963267948966) (inf, 1.5707963267948966) (nan, nan) (1e+308, 1.5707963267948966) (1e-310, 1.5707963267948966) (inf, -1.5707963267948966) (2.5, -1.5707963267948966) (0.0, -0.0) (0.0, 0.0) (2.5, 1.5707963267948966) (inf, 1.5707963267948966) (nan, nan) (1e+308, 1.5707963267948966) (1e-310, 1.5707963267948966) (inf, -1.5707963267948966) (3.5355339059327378, -0.7853981633974483) (2.5, -0.0) (2.5, 0.0) (3.5355339059327378, 0.7853981633974483) (inf, 1.5707963267948966) (nan, nan) (1e+308, 1.5707963267948966) (2.5, 4e-311) (inf, -0.7853981633974483) (inf, -0.0) (inf, -0.0) (inf, 0.0) (inf, 0.0) (inf, 0.7853981633974483) (inf, nan) (inf, 0.0) (inf, 0.0) (inf, nan) (nan, nan) (nan, nan) (nan, nan) (nan, nan) (inf, nan) (nan, nan) (nan, nan) (nan, nan) (inf, -1.5707963267948966) (1e+308, -2.5e-308) (1e+308, -0.0) (1e+308, 0.0) (1e+308, 2.5e-308) (inf, 1.5707963267948966) (nan, nan) (1.4142135623730951e+308, 0.7853981633974483) (1e+308, 0.0) (inf, -1.5707963267948966) (2.5, -1.5707963267948966) (1e-310, -0.0) (1e-310, 0.0) (2.5, 1.5707963267948966) (inf, 1.5707963267948966) (nan, nan) (1e+308, 1.5707963267948966) (1.4142135623731e-310, 0.7853981633974483)
# isnan False False False False False False True False False False False False False False False True False False False False False False False False True False False False False False False False False True False False False False False False False False True False False False False False False False False True False False True True True True True True True True True False False False False False False True False False False False False False False False True False False
# isinf True True True True True True True True True True False False False False True False False False True False False False False True False False False True False False False False True False False False True False False False False True False False False True True True True True True True True True True False False False False True False False False True False False False False True False False False True False False False False True False False False
# isfinite False False False False False False False False False False True True True True False False True True False True True True True False False True True False True True True True False False True True False True True True True False False True True False False False False False False False False False False False False False False False False False False False True True True True False False True True False True True True True False False True True
# ValueError math domain error
# -> 'inf+infj'
# -> '-inf+0j'
# -> '-inf-0j'
# -> 'inf-infj'
# ValueError math domain error
# -> 'inf+nanj'
# -> 'inf-infj'
# -> '-inf-infj'
# ValueError math domain error
# -> '2.002859039+1.49618036j'
# -> '-2.5+0j'
# -> '-2.5-0j'
# -> '2.002859039-1.49618036j'
# ValueError math domain error
# -> 'nan+nanj'
# -> '2.228272344-1.133491226j'
# -> '-2.5-2.5e-310j'
# -> '0+0j'
# -> '0+0j'
# -> '-0+0j'
# -> '-0-0j'
# -> '0-0j'
# -> '0+0j'
# -> '0+0j'
# -> '0-0j'
# -> '-0-0j'
# -> '0+0j'
# -> '-0-0j'
# -> '0-0j'
# -> '0+0j'
# -> '-0+0j'
# -> '0+0j'
# -> '0+0j'
# -> '-0+0j'
# -> '0+0j'
# ValueError math domain error
# -> '-2.002859039-1.49618036j'
# -> '2.5-0j'
# -> '2.5+0j'
# -> '-2.002859039+1.49618036j'
# ValueError math domain error
# -> 'nan+nanj'
# -> '-2.228272344+1.133491226j'
# -> '2.5+2.5e-310j'
# ValueError math domain error
# -> '-inf-infj'
# -> 'inf-0j'
# -> 'inf+0j'
# -> '-inf+infj'
# ValueError math domain error
# -> 'inf+nanj'
# -> '-inf+infj'
# -> 'inf+infj'
# -> 'nan+nanj'
# -> 'nan+nanj'
# -> 'nan+0j'
# -> 'nan+0j'
# -> 'nan+nanj'
# -> 'nan+nanj'
# -> 'nan+nanj'
# -> 'nan+nanj'
# -> 'nan+nanj'
# ValueError math domain error
# -> '-8.011436155e+307-5.984721441e+307j'
# -> '1e+308-0j'
# -> '1e+308+0j'
# -> '-8.011436155e+307+5.984721441e+307j'
# ValueError math domain error
# -> 'nan+nanj'
# -> '-8.913089377e+307+4.533964905e+307j'
# -> '1e+308+0.01j'
# ValueError math domain error
# -> '-8.011436155e-311-5.984721441e-311j'
# -> '1e-310-0j'
# -> '1e-310+0j'
# -> '-8.011436155e-311+5.984721441e-311j'
# ValueError math domain error
# -> 'nan+nanj'
# -> '-8.913089377e-311+4.533964905e-311j'
# -> '1e-310+0j'
# TypeError must be real number, not str
# TypeError cmath.sqrt() takes exactly one argument (0 given)
# ValueError math domain error
# ValueError math domain error
# ValueError math domain error
# -> (3+0j)
# TypeError must be real number, not str
# -> True
# ValueError tolerances must be non-negative
# -> True
# -> (1.4142135623730951e+308, 0.7853981633974483)
# -> (3.141592653589793, 2.718281828459045, 6.283185307179586, inf, nan, infj, nanj)
# -> (2+0j)
# -> (5.0, 0.9272952180016122)
