"""Functions' packages."""

import io
import os
import pathlib
import zipfile

from gatewright import ACCOUNT, HERE, REGION, ROOT

ROLE = f"arn:aws:iam::{ACCOUNT}:role/function"


def archive(files):
    """A zip archive of files by name, all of them executable."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name)
            entry.external_attr = 0o755 << 16
            archive.writestr(entry, content)
    return out.getvalue()


def python(code):
    """A Python function's package; its handler is `index.handler`."""
    return archive({"index.py": code})


def of_folder(name):
    """The package of a function in `functions/`."""
    folder = HERE / "functions" / name
    return archive({file.name: file.read_bytes() for file in folder.iterdir()})


def rust():
    """The package of the Rust function, which `cargo xtask test` has built."""
    built = ROOT / "target/e2e/function/debug/bootstrap"
    built = pathlib.Path(os.environ.get("GATEWRIGHT_E2E_BOOTSTRAP", built))
    assert built.exists(), f"{built} does not exist: run `cargo xtask test --only e2e`"
    return archive({"bootstrap": built.read_bytes()})


def create_function(functions, name, zipped, runtime="python3.12", handler="index.handler", **rest):
    """Creates a function and waits for it."""
    functions.create_function(
        FunctionName=name,
        Runtime=runtime,
        Handler=handler,
        Role=ROLE,
        Code={"ZipFile": zipped},
        **rest,
    )
    functions.get_waiter("function_active_v2").wait(FunctionName=name, WaiterConfig={"Delay": 1})


def invocation_uri(function):
    """The URI of an integration that invokes the function; may carry a qualifier."""
    arn = f"arn:aws:lambda:{REGION}:{ACCOUNT}:function:{function}"
    return f"arn:aws:apigateway:{REGION}:lambda:path/2015-03-31/functions/{arn}/invocations"
