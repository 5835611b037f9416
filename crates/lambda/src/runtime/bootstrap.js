'use strict';
// Runs a Node.js handler behind the Lambda Runtime API. Nothing but Node's own modules.

const fs = require('fs');
const http = require('http');
const path = require('path');
const util = require('util');

const API = '/2018-06-01/runtime';
const [HOST, PORT] = process.env.AWS_LAMBDA_RUNTIME_API.split(':');
const LOG_FD = parseInt(process.env._LAMBDA_TELEMETRY_LOG_FD || '1', 10);
delete process.env._LAMBDA_TELEMETRY_LOG_FD;
const TASK_ROOT = process.env.LAMBDA_TASK_ROOT;
const STREAMING = Symbol.for('aws.lambda.runtime.handler.streaming');

// --- The Runtime API -----------------------------------------------------------------------------

// One kept-alive connection. Node lets an idle one not keep the process alive, which is what
// callbackWaitsForEmptyEventLoop counts on.
const agent = new http.Agent({ keepAlive: true, maxSockets: 1, noDelay: true });

function open(method, route, headers, resolve) {
  const request = http.request({ host: HOST, port: PORT, method, path: API + route, agent, headers }, (response) => {
    const chunks = [];
    response.on('data', (chunk) => chunks.push(chunk));
    response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks) }));
    response.on('error', () => process.exit(0));
  });
  // The host is gone, and so is the reason to live.
  request.on('error', () => process.exit(0));
  return request;
}

function exchange(method, route, body, headers) {
  return new Promise((resolve) => {
    open(method, route, { ...headers, 'Content-Length': body ? body.length : 0 }, resolve).end(body || undefined);
  });
}

function postError(route, error) {
  const document = describe(error);
  return exchange('POST', route, Buffer.from(JSON.stringify(document)), {
    'Content-Type': 'application/json',
    'Lambda-Runtime-Function-Error-Type': headerText(document.errorType),
  });
}

function headerText(text) {
  return String(text).replace(/[^\x20-\x7e]/g, '?');
}

// --- Errors --------------------------------------------------------------------------------------

class RuntimeFault extends Error {
  constructor(name, message, stack) {
    super(message);
    this.name = name;
    if (stack) this.stack = stack;
    else this.stack = `${name}: ${message}\n` + String(this.stack).split('\n').slice(1).join('\n');
  }
}

function isError(value) {
  return value instanceof Error || util.types.isNativeError(value);
}

// The error document, in Lambda's order of keys.
function describe(error) {
  if (isError(error)) {
    return { errorType: String(error.name), errorMessage: String(error.message), trace: String(error.stack).split('\n') };
  }
  let message;
  try {
    message = String(error);
  } catch (_) {
    message = 'Unknown error';
  }
  return { errorType: typeof error, errorMessage: message, trace: [] };
}

// As the error goes to the log: own properties too, `stack` last.
function describeForLog(error) {
  if (!isError(error)) error = new Error(describe(error).errorMessage);
  try {
    return JSON.stringify({ errorType: error.name, errorMessage: error.message, ...error, stack: String(error.stack).split('\n') });
  } catch (_) {
    return JSON.stringify({ errorType: error.name, errorMessage: error.message, stack: String(error.stack).split('\n') });
  }
}

// --- Logging -------------------------------------------------------------------------------------

let requestId;

function log(level, ...args) {
  const now = new Date();
  const message = Buffer.from(`${now.toISOString()}\t${requestId}\t${level}\t${util.format(...args)}\n`);
  const frame = Buffer.alloc(16 + message.length);
  frame.writeUInt32BE(0xa55a0003, 0);
  frame.writeUInt32BE(message.length, 4);
  frame.writeBigInt64BE(BigInt(now.valueOf()) * 1000n, 8);
  message.copy(frame, 16);
  for (let at = 0; at < frame.length; ) {
    try {
      at += fs.writeSync(LOG_FD, frame, at);
    } catch (error) {
      if (error.code !== 'EAGAIN') throw error;
    }
  }
}

console.trace = (...args) => log('TRACE', ...args);
console.debug = (...args) => log('DEBUG', ...args);
console.info = (...args) => log('INFO', ...args);
console.log = console.info;
console.warn = (...args) => log('WARN', ...args);
console.error = (...args) => log('ERROR', ...args);
console.fatal = (...args) => log('FATAL', ...args);

// --- The handler ---------------------------------------------------------------------------------

// Whether `.js` files in this folder are ES modules: the nearest package.json says.
function isModuleFolder(folder) {
  for (let at = folder; ; at = path.dirname(at)) {
    if (at.endsWith('/node_modules')) return false;
    try {
      return JSON.parse(fs.readFileSync(path.join(at, 'package.json'))).type === 'module';
    } catch (error) {
      if (error instanceof SyntaxError) return false;
    }
    if (at === path.dirname(at)) return false;
  }
}

async function loadModule(root, name) {
  const file = path.resolve(TASK_ROOT, root, name);
  const esm = isModuleFolder(path.dirname(file));
  const typescript = parseInt(process.versions.node, 10) >= 24;
  const asImport = (extension) => import(require('url').pathToFileURL(file + extension).href);
  const ways = [
    ['', require],
    ...(esm ? [['.js', null]] : [['.js', require]]),
    ['.mjs', null],
    ['.cjs', require],
    ...(typescript ? [['.ts', esm ? null : require], ['.mts', null], ['.cts', require]] : []),
  ];
  for (const [extension, load] of ways) {
    let isFile = false;
    try {
      isFile = fs.statSync(file + extension).isFile();
    } catch (_) {
      // Not there.
    }
    if (isFile) return load ? load(file + extension) : asImport(extension);
  }
  return require(require.resolve(name, { paths: [TASK_ROOT, path.resolve(TASK_ROOT, root)] }));
}

async function loadHandler(handler) {
  if (handler.includes('..')) {
    throw new RuntimeFault('Runtime.MalformedHandlerName', `'${handler}' is not a valid handler name. Use absolute paths when specifying root directories in handler names.`);
  }
  const base = path.basename(handler);
  const root = handler.slice(0, handler.indexOf(base));
  const dot = base.indexOf('.');
  if (dot < 0) throw new RuntimeFault('Runtime.MalformedHandlerName', 'Bad handler');
  let loaded;
  try {
    loaded = await loadModule(root, base.slice(0, dot));
  } catch (error) {
    if (error instanceof SyntaxError) throw new RuntimeFault('Runtime.UserCodeSyntaxError', `SyntaxError: ${error.message}`, `Runtime.UserCodeSyntaxError: ${error.stack}`);
    if (error && error.code === 'MODULE_NOT_FOUND') throw new RuntimeFault('Runtime.ImportModuleError', `Error: ${error.message}`, `Runtime.ImportModuleError: ${error.stack}`);
    throw error;
  }
  const found = base.slice(dot + 1).split('.').reduce((at, key) => at && at[key], loaded);
  if (!found) throw new RuntimeFault('Runtime.HandlerNotFound', `${handler} is undefined or not exported`);
  if (typeof found !== 'function') throw new RuntimeFault('Runtime.HandlerNotFound', `${handler} is not a function`);
  return found;
}

// --- Response streaming --------------------------------------------------------------------------

// What a streaming handler writes to. The response begins with its first piece, or its end.
class ResponseStream extends require('stream').Writable {
  constructor(route) {
    super();
    this.route = route;
    this.prelude = null;
    // Resolves when the host has taken all of it.
    this.taken = new Promise((resolve) => (this.take = resolve));
  }

  begin() {
    if (this.request) return;
    this.request = open('POST', this.route + 'response', {
      'Content-Type': this.contentType || 'application/octet-stream',
      'Lambda-Runtime-Function-Response-Mode': 'streaming',
      'Transfer-Encoding': 'chunked',
      Trailer: 'Lambda-Runtime-Function-Error-Type, Lambda-Runtime-Function-Error-Body',
    }, this.take);
    if (this.prelude) this.request.write(this.prelude);
  }

  _write(chunk, encoding, done) {
    this.begin();
    this.request.write(chunk, done);
  }

  _final(done) {
    this.begin();
    this.request.end(done);
  }

  // After its beginning, an error can only follow.
  breakOff(error) {
    const document = describe(error);
    this.request.addTrailers({
      'Lambda-Runtime-Function-Error-Type': headerText(document.errorType),
      'Lambda-Runtime-Function-Error-Body': Buffer.from(JSON.stringify(document)).toString('base64'),
    });
    this.request.end();
    return this.taken;
  }

  setContentType(type) {
    this.contentType = type;
  }

  static from(stream, metadata) {
    // Eight zero bytes end the metadata.
    stream.prelude = Buffer.concat([Buffer.from(JSON.stringify(metadata)), Buffer.alloc(8)]);
    stream.contentType = 'application/vnd.awslambda.http-integration-response';
    return stream;
  }
}

globalThis.awslambda = {
  streamifyResponse: (handler) => {
    handler[STREAMING] = 'response';
    return handler;
  },
  HttpResponseStream: ResponseStream,
};

// --- One invocation ------------------------------------------------------------------------------

function context(headers, done) {
  const deadline = parseInt(headers['lambda-runtime-deadline-ms'], 10);
  const json = (name) => (headers[name] ? JSON.parse(Buffer.from(headers[name], 'latin1').toString()) : undefined);
  return {
    callbackWaitsForEmptyEventLoop: true,
    functionVersion: process.env.AWS_LAMBDA_FUNCTION_VERSION,
    functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
    memoryLimitInMB: process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    logGroupName: process.env.AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: process.env.AWS_LAMBDA_LOG_STREAM_NAME,
    clientContext: json('lambda-runtime-client-context'),
    identity: json('lambda-runtime-cognito-identity'),
    invokedFunctionArn: headers['lambda-runtime-invoked-function-arn'],
    awsRequestId: headers['lambda-runtime-aws-request-id'],
    getRemainingTimeInMillis: () => deadline - Date.now(),
    done: (error, result) => (error === null || error === undefined ? done.succeed(result) : done.fail(error)),
    succeed: (result) => done.succeed(result),
    fail: (error) => done.fail(error === null || error === undefined ? 'handled' : error),
  };
}

function isPromise(value) {
  return value && typeof value.then === 'function';
}

// Resolves when the next invocation may be asked for.
function invoke(handler, headers, body) {
  return new Promise((resolve) => {
    const id = headers['lambda-runtime-aws-request-id'];
    const route = `/invocation/${id}/`;
    let finished = false;
    const finish = async (send) => {
      if (finished) return;
      finished = true;
      process.removeAllListeners('beforeExit');
      await send();
      resolve();
    };
    const succeed = (result) =>
      finish(async () => {
        let payload;
        try {
          payload = JSON.stringify(result === undefined ? null : result);
          if (payload === undefined) payload = 'null';
        } catch (error) {
          return failNow(new Error('Unable to stringify response body'));
        }
        return exchange('POST', route + 'response', Buffer.from(payload), { 'Content-Type': 'application/json' });
      });
    const failNow = (error) => {
      console.error('Invoke Error', describeForLog(error));
      return postError(route + 'error', error);
    };
    let fail = (error) => finish(() => failNow(error));

    const given = context(headers, { succeed, fail });
    const whenEmpty = (act) => {
      process.removeAllListeners('beforeExit');
      process.once('beforeExit', act);
    };
    // The event loop ran dry and nobody answered.
    whenEmpty(() => {
      if (handler.constructor && handler.constructor.name === 'AsyncFunction') {
        fail(new RuntimeFault('Runtime.NodeJsExit', 'The Lambda function exited without completing'));
      } else {
        succeed(null);
      }
    });
    const callback = (error, result) => {
      const act = () => (error === null || error === undefined ? succeed(result) : fail(error));
      if (given.callbackWaitsForEmptyEventLoop) whenEmpty(act);
      else act();
    };
    fatal = (error) => postError(route + 'error', error);

    let event;
    try {
      event = JSON.parse(body.toString());
      if (handler[STREAMING]) {
        const stream = new ResponseStream(route);
        const ended = new Promise((done, broken) => stream.on('finish', done).on('error', broken));
        fail = (error) =>
          finish(() => {
            if (!stream.request) return failNow(error);
            console.error('Invoke Error', describeForLog(error));
            return stream.breakOff(error);
          });
        fatal = fail;
        Promise.resolve(handler(event, stream, given))
          .then(() => ended)
          .then(() => finish(() => stream.taken), fail);
        return;
      }
      const result = handler(event, given, callback);
      if (isPromise(result)) result.then(succeed, fail);
    } catch (error) {
      fail(error);
    }
  });
}

// --- What nobody caught --------------------------------------------------------------------------

let fatal = (error) => postError('/init/error', error);

process.on('uncaughtException', (error) => {
  console.error('Uncaught Exception', describeForLog(error));
  fatal(error).then(() => process.exit(129));
});

process.on('unhandledRejection', (reason, promise) => {
  const message = isError(reason) ? reason.toString() : String(reason);
  const error = new RuntimeFault('Runtime.UnhandledPromiseRejection', message);
  error.reason = reason;
  error.promise = promise;
  console.error('Unhandled Promise Rejection', describeForLog(error));
  fatal(error).then(() => process.exit(128));
});

async function main() {
  process.chdir(TASK_ROOT);
  let handler;
  try {
    handler = await loadHandler(process.env._HANDLER);
  } catch (error) {
    console.error('Uncaught Exception', describeForLog(error));
    await postError('/init/error', error);
    process.exit(129);
  }
  for (;;) {
    const { status, headers, body } = await exchange('GET', '/invocation/next');
    if (status !== 200) process.exit(0);
    requestId = headers['lambda-runtime-aws-request-id'];
    if (headers['lambda-runtime-trace-id']) process.env._X_AMZN_TRACE_ID = headers['lambda-runtime-trace-id'];
    else delete process.env._X_AMZN_TRACE_ID;
    await invoke(handler, headers, body);
  }
}

main();
