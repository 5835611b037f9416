"""Runs a Python handler behind the Lambda Runtime API. Standard library only, Python 3.6 and later."""

import decimal
import importlib
import json
import logging
import math
import os
import socket
import sys
import time
import traceback
import uuid

HERE = os.path.abspath(__file__)
API = "/2018-06-01/runtime"


class Fault(Exception):
    """An error that Lambda names itself, as Runtime.ImportModuleError."""

    def __init__(self, error_type, message, trace=None):
        Exception.__init__(self, message)
        self.error_type = error_type
        self.trace = trace


class RuntimeApi:
    """One kept-alive connection; when it ends, the host is gone and so is this process."""

    def __init__(self, address):
        host, _, port = address.rpartition(":")
        self.socket = socket.create_connection((host, int(port)))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.host = address
        self.received = b""

    def exchange(self, method, path, body=b"", headers=()):
        lines = ["%s %s%s HTTP/1.1" % (method, API, path), "Host: " + self.host, "Content-Length: %d" % len(body)]
        lines += ["%s: %s" % header for header in headers]
        head = ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")
        # One write for the small ones: one packet, one wake-up on the other side.
        if len(body) < 65536:
            self.socket.sendall(head + body)
        else:
            self.socket.sendall(head)
            self.socket.sendall(body)
        return self.answer()

    def answer(self):
        while True:
            end = self.received.find(b"\r\n\r\n")
            if end >= 0:
                break
            self.received += self.receive(65536)
        lines = self.received[:end].decode("latin-1").split("\r\n")
        self.received = self.received[end + 4 :]
        status = int(lines[0].split(" ", 2)[1])
        headers = {}
        for line in lines[1:]:
            name, _, value = line.partition(":")
            headers[name.strip().lower()] = value.strip()
        length = int(headers.get("content-length", "0"))
        chunks = [self.received[:length]]
        self.received = self.received[length:]
        missing = length - len(chunks[0])
        while missing > 0:
            chunk = self.receive(min(missing, 1 << 20))
            chunks.append(chunk)
            missing -= len(chunk)
        return status, headers, b"".join(chunks)

    def receive(self, size):
        data = self.socket.recv(size)
        if not data:
            os._exit(0)
        return data


class Identity:
    """`context.identity`: set when an Amazon Cognito identity invoked the function."""

    def __init__(self, given):
        given = given or {}
        self.cognito_identity_id = given.get("cognitoIdentityId")
        self.cognito_identity_pool_id = given.get("cognitoIdentityPoolId")


class Client:
    """`context.client_context.client`."""

    def __init__(self, given):
        self.installation_id = given.get("installation_id")
        self.app_title = given.get("app_title")
        self.app_version_name = given.get("app_version_name")
        self.app_version_code = given.get("app_version_code")
        self.app_package_name = given.get("app_package_name")


class ClientContext:
    """`context.client_context`: what the caller sent along."""

    def __init__(self, given):
        self.client = Client(given["client"]) if given.get("client") else None
        self.custom = given.get("custom")
        self.env = given.get("env")


class LambdaContext:
    """The handler's second argument."""

    def __init__(self, headers):
        client_context = headers.get("lambda-runtime-client-context")
        if client_context:
            # Headers are read as Latin-1; what Lambda puts in them is UTF-8.
            client_context = parse(client_context.encode("latin-1"), "Client Context")
        self.aws_request_id = headers["lambda-runtime-aws-request-id"]
        self.invoked_function_arn = headers.get("lambda-runtime-invoked-function-arn")
        self.function_name = os.environ.get("AWS_LAMBDA_FUNCTION_NAME")
        self.function_version = os.environ.get("AWS_LAMBDA_FUNCTION_VERSION")
        self.memory_limit_in_mb = os.environ.get("AWS_LAMBDA_FUNCTION_MEMORY_SIZE")
        self.log_group_name = os.environ.get("AWS_LAMBDA_LOG_GROUP_NAME")
        self.log_stream_name = os.environ.get("AWS_LAMBDA_LOG_STREAM_NAME")
        self.client_context = ClientContext(client_context) if client_context else None
        identity = headers.get("lambda-runtime-cognito-identity")
        self.identity = Identity(parse(identity, "Cognito Identity") if identity else None)
        self.tenant_id = None
        self._epoch_deadline_time_in_ms = int(headers.get("lambda-runtime-deadline-ms", "0"))

    def get_remaining_time_in_millis(self):
        return max(self._epoch_deadline_time_in_ms - int(time.time() * 1000), 0)

    def log(self, message):
        sys.stdout.write(str(message))

    def __repr__(self):
        shown = ("aws_request_id", "log_group_name", "log_stream_name", "function_name", "memory_limit_in_mb",
                 "function_version", "invoked_function_arn", "client_context", "identity", "tenant_id")
        return "LambdaContext([%s])" % ",".join("%s=%s" % (name, getattr(self, name)) for name in shown)


def parse(text, name):
    try:
        return json.loads(text)
    except Exception as error:
        raise Fault("Runtime.LambdaContextUnmarshalError", "Unable to parse %s JSON: %s" % (name, error))


class Encoder(json.JSONEncoder):
    """JSON as Lambda writes it. Decimals keep their digits, which `json` cannot do: they leave a mark in the
    text, and the digits are put in its place."""

    MARK = uuid.uuid4().hex

    def __init__(self):
        # Since Python 3.12, Lambda sends characters as they are.
        version = os.environ.get("AWS_EXECUTION_ENV", "").rpartition("_python3.")[2]
        json.JSONEncoder.__init__(self, ensure_ascii=not (version.isdigit() and int(version) >= 12))
        self.decimals = []

    def default(self, value):
        if isinstance(value, decimal.Decimal):
            if value.is_nan():
                return math.nan
            self.decimals.append(str(value))
            return "%s%d." % (self.MARK, len(self.decimals) - 1)
        return json.JSONEncoder.default(self, value)

    def dump(self, value):
        text = self.encode(value)
        for index, digits in enumerate(self.decimals):
            text = text.replace('"%s%d."' % (self.MARK, index), digits)
        # A lone surrogate has no UTF-8; escaped it survives.
        try:
            return text.encode("utf-8")
        except UnicodeEncodeError:
            return json.dumps(json.loads(text)).encode("ascii")


class Frames:
    """Log messages with their boundaries kept: the file descriptor's framing protocol."""

    def __init__(self, descriptor):
        self.descriptor = descriptor

    def write(self, message):
        message = message.encode("utf-8", "replace")
        frame = b"\xa5\x5a\x00\x03" + len(message).to_bytes(4, "big") + int(time.time() * 1e6).to_bytes(8, "big") + message
        while frame:
            frame = frame[os.write(self.descriptor, frame) :]


class LogHandler(logging.Handler):
    """The handler that Lambda puts on the root logger."""

    request_id = ""

    def __init__(self, frames):
        logging.Handler.__init__(self)
        self.frames = frames
        layout = "[%(levelname)s]\t%(asctime)s.%(msecs)03dZ\t%(aws_request_id)s\t%(message)s\n"
        formatter = logging.Formatter(layout, "%Y-%m-%dT%H:%M:%S")
        formatter.converter = time.gmtime
        self.setFormatter(formatter)

    def emit(self, record):
        record.aws_request_id = LogHandler.request_id
        self.frames.write(self.format(record))


class Unbuffered:
    """Standard output that keeps nothing back."""

    def __init__(self, stream):
        self.stream = stream

    def __getattr__(self, name):
        return getattr(self.stream, name)

    def write(self, text):
        written = self.stream.write(text)
        self.stream.flush()
        return written

    def writelines(self, lines):
        self.stream.writelines(lines)
        self.stream.flush()


def load(handler):
    module_name, dot, name = handler.rpartition(".")
    if not dot:
        raise Fault("Runtime.MalformedHandlerName",
                    "Bad handler '%s': not enough values to unpack (expected 2, got 1)" % handler)
    if module_name.split(".")[0] in sys.builtin_module_names:
        raise Fault("Runtime.BuiltInModuleConflict",
                    "Cannot use built-in module %s as a handler module" % module_name)
    try:
        module = importlib.import_module(module_name.replace("/", "."))
    except ImportError as error:
        raise Fault("Runtime.ImportModuleError", "Unable to import module '%s': %s" % (module_name, error))
    except SyntaxError as error:
        raise Fault("Runtime.UserCodeSyntaxError", "Syntax error in module '%s': %s" % (module_name, error),
                    ['  File "%s" Line %s\n    %s' % (error.filename, error.lineno, error.text)])
    try:
        return getattr(module, name)
    except AttributeError:
        raise Fault("Runtime.HandlerNotFound", "Handler '%s' missing on module '%s'" % (name, module_name))


def describe(error, request_id):
    """The error document, in Lambda's order of keys."""
    if isinstance(error, Fault):
        error_type, trace = error.error_type, error.trace
    else:
        error_type = type(error).__name__
        frames = traceback.extract_tb(error.__traceback__)
        outside = [index for index, frame in enumerate(frames) if frame.filename != HERE]
        frames = frames[outside[0] :] if outside else frames
        # The import machinery between this file and the module is not the user's. Without columns: Lambda's traces
        # have no carets.
        trace = traceback.format_list([(frame.filename, frame.lineno, frame.name, frame.line) for frame in frames
                                       if not frame.filename.startswith("<frozen importlib")])
    return {"errorMessage": str(error), "errorType": error_type, "requestId": request_id, "stackTrace": trace or []}


def log_error(document, frames):
    lines = ["[ERROR] %s: %s" % (document["errorType"], document["errorMessage"])]
    if not document["errorMessage"]:
        lines = ["[ERROR] " + document["errorType"]]
    lines.append("Traceback (most recent call last):")
    for element in document["stackTrace"]:
        for line in element.splitlines() or [""]:
            bare = line.lstrip(" ")
            lines.append("\u00a0" * (len(line) - len(bare)) + bare)
    frames.write("\n".join(lines))


def report(api, path, document):
    headers = [("Lambda-Runtime-Function-Error-Type", document["errorType"]), ("Content-Type", "application/json")]
    return api.exchange("POST", path, Encoder().dump(document), headers)


def invoke(api, handler, headers, body, frames):
    request_id = headers["lambda-runtime-aws-request-id"]
    LogHandler.request_id = request_id
    trace_id = headers.get("lambda-runtime-trace-id")
    if trace_id:
        os.environ["_X_AMZN_TRACE_ID"] = trace_id
    else:
        os.environ.pop("_X_AMZN_TRACE_ID", None)
    path = "/invocation/%s/" % request_id
    try:
        context = LambdaContext(headers)
        try:
            event = json.loads(body.decode("utf-8"))
        except Exception as error:
            raise Fault("Runtime.UnmarshalError", "Unable to unmarshal input: %s" % error)
        answer = handler(event, context)
        if isinstance(answer, bytes):
            payload, content_type = answer, "application/unknown"
        else:
            try:
                payload, content_type = Encoder().dump(answer), "application/json"
            except Exception as error:
                raise Fault("Runtime.MarshalError", "Unable to marshal response: %s" % error)
    except Exception as error:
        document = describe(error, request_id)
        log_error(document, frames)
        report(api, path + "error", document)
        return
    api.exchange("POST", path + "response", payload, [("Content-Type", content_type)])


def main():
    api = RuntimeApi(os.environ["AWS_LAMBDA_RUNTIME_API"])
    frames = Frames(int(os.environ.pop("_LAMBDA_TELEMETRY_LOG_FD", "1")))
    sys.stdout = Unbuffered(sys.stdout)
    sys.stderr = Unbuffered(sys.stderr)
    logging.getLogger().addHandler(LogHandler(frames))
    task_root = os.environ["LAMBDA_TASK_ROOT"]
    # In place of this file's own directory: the function's, then those of layers.
    layers = os.environ.pop("_LAMBDA_LAYERS") + "/python"
    site_packages = "%s/lib/python%d.%d/site-packages" % ((layers,) + sys.version_info[:2])
    sys.path[0:1] = [task_root, site_packages, layers]
    os.chdir(task_root)
    try:
        handler = load(os.environ["_HANDLER"])
    except BaseException as error:
        if isinstance(error, SystemExit):
            raise
        document = describe(error, "")
        log_error(document, frames)
        report(api, "/init/error", document)
        sys.exit(1)
    while True:
        status, headers, body = api.exchange("GET", "/invocation/next")
        if status != 200:
            sys.exit(0)
        invoke(api, handler, headers, body, frames)


if __name__ == "__main__":
    main()
