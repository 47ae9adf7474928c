"""subprocess over _posixsubprocess: pipes, environments, failures before and at exec."""
import os
import subprocess

print(subprocess.run(["sh", "-c", "echo out; echo err >&2; exit 3"], capture_output=True))
print(subprocess.check_output("echo $X", shell=True, env={"X": "5", "PATH": os.environ["PATH"]}))
process = subprocess.Popen(["cat"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
print(process.communicate("héllo\n"), process.returncode)
print(subprocess.run(["sh", "-c", "kill -9 $$"]).returncode)
read, write = os.pipe()
subprocess.run(["sh", "-c", f"echo passed >&{write}"], pass_fds=(write,), check=True)
os.close(write)
print(os.read(read, 100))
print(subprocess.run("echo both >&2", shell=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT).stdout)
print(subprocess.run(["pwd"], cwd="/", stdout=subprocess.PIPE, start_new_session=True, umask=0o77).stdout)
print(subprocess.run(["sh", "-c", "echo $BEFORE"], stdout=subprocess.PIPE,
                     preexec_fn=lambda: os.putenv("BEFORE", "exec")).stdout)


def attempt(*args, **options):
    try:
        subprocess.run(*args, **options)
    except Exception as error:
        print(type(error).__name__, error)


attempt(["/there/is/no/such/program"])
attempt(["no-such-program-anywhere"])
attempt(["true"], cwd="/no/such/directory")
attempt(["/"])
attempt(["true"], preexec_fn=lambda: 1 / 0)
attempt(["sh", "-c", "exit 4"], check=True)
attempt(["sleep", "10"], timeout=0.05)
attempt(["true\0"])
child = subprocess.Popen(["true"])
info = os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)
print(info.si_pid == child.pid, info.si_status, info.si_code == os.CLD_EXITED, child.wait())

# expect:
# CompletedProcess(args=['sh', '-c', 'echo out; echo err >&2; exit 3'], returncode=3, stdout=b'out\n', stderr=b'err\n')
# b'5\n'
# ('héllo\n', None) 0
# -9
# b'passed\n'
# b'both\n'
# b'/\n'
# b'exec\n'
# FileNotFoundError [Errno 2] No such file or directory: '/there/is/no/such/program'
# FileNotFoundError [Errno 2] No such file or directory: 'no-such-program-anywhere'
# FileNotFoundError [Errno 2] No such file or directory: '/no/such/directory'
# PermissionError [Errno 13] Permission denied: '/'
# SubprocessError Exception occurred in preexec_fn.
# CalledProcessError Command '['sh', '-c', 'exit 4']' returned non-zero exit status 4.
# TimeoutExpired Command '['sleep', '10']' timed out after 0.05 seconds
# ValueError embedded null byte
# True 0 True 0
