const ALGORITHM = 'AWS4-HMAC-SHA256';
const SERVICE = 'execute-api';
const crypto = globalThis.crypto;
const utf8 = new TextEncoder();

function hex(buffer) {
  return Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

async function sha256(text) {
  return hex(await crypto.subtle.digest('SHA-256', utf8.encode(text)));
}

async function hmac(key, text) {
  const imported = await crypto.subtle.importKey(
    'raw', key, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'],
  );
  return new Uint8Array(await crypto.subtle.sign('HMAC', imported, utf8.encode(text)));
}

// As RFC 3986 has it, which Signature Version 4 wants.
function escape(text) {
  return encodeURIComponent(text).replace(
    /[!'()*]/g, (character) => '%' + character.charCodeAt(0).toString(16).toUpperCase(),
  );
}

// Adds the headers of Signature Version 4 to a request.
async function sign(config, verb, url, headers, body) {
  const now = new Date().toISOString().replace(/[-:]|\.\d{3}/g, '');
  const date = now.slice(0, 8);
  headers['x-amz-date'] = now;
  if (config.sessionToken) {
    headers['x-amz-security-token'] = config.sessionToken;
  }
  const signed = { host: url.host };
  for (const [name, value] of Object.entries(headers)) {
    signed[name.toLowerCase()] = String(value).trim().replace(/\s+/g, ' ');
  }
  const names = Object.keys(signed).sort();
  const query = Array.from(url.searchParams, ([name, value]) => escape(name) + '=' + escape(value));
  const canonical = [
    verb,
    url.pathname.split('/').map(escape).join('/'),
    query.sort().join('&'),
    ...names.map((name) => name + ':' + signed[name]),
    '',
    names.join(';'),
    await sha256(body === undefined ? '' : body),
  ].join('\n');
  const scope = [date, config.region, SERVICE, 'aws4_request'];
  const text = [ALGORITHM, now, scope.join('/'), await sha256(canonical)].join('\n');
  let key = utf8.encode('AWS4' + config.secretKey);
  for (const part of scope) {
    key = await hmac(key, part);
  }
  headers.Authorization = ALGORITHM
    + ' Credential=' + config.accessKey + '/' + scope.join('/')
    + ', SignedHeaders=' + names.join(';')
    + ', Signature=' + hex(await hmac(key, text));
}

function isGiven(value) {
  return value !== undefined && value !== null;
}

async function invoke(config, method, params, body, additionalParams) {
  const given = params || {};
  const more = additionalParams || {};
  for (const name of method.required) {
    if (!isGiven(given[name])) {
      throw new Error('Missing required parameter: ' + name);
    }
  }
  const path = method.path.replace(/\{([^}+]+)(\+?)\}/g, (_, name, greedy) => (
    greedy ? String(given[name]).split('/').map(escape).join('/') : escape(String(given[name]))
  ));
  const url = new URL(config.invokeUrl.replace(/\/+$/, '') + path);
  const query = {};
  const headers = { Accept: config.defaultAcceptType };
  for (const name of method.query) {
    if (isGiven(given[name])) query[name] = given[name];
  }
  for (const name of method.header) {
    if (isGiven(given[name])) headers[name] = given[name];
  }
  Object.assign(query, more.queryParams);
  Object.assign(headers, more.headers);
  for (const [name, values] of Object.entries(query)) {
    for (const value of Array.isArray(values) ? values : [values]) {
      url.searchParams.append(name, value);
    }
  }
  url.search = url.search.replace(/\+/g, '%20');
  const has = (wanted) => Object.keys(headers).some((name) => name.toLowerCase() === wanted);
  const sendsBody = isGiven(body) && body !== '' && method.verb !== 'GET' && method.verb !== 'HEAD';
  const sent = sendsBody ? (typeof body === 'string' ? body : JSON.stringify(body)) : undefined;
  if (sendsBody && !has('content-type')) {
    headers['Content-Type'] = config.defaultContentType;
  }
  if (config.apiKey) {
    headers['x-api-key'] = config.apiKey;
  }
  if (config.accessKey && config.secretKey) {
    await sign(config, method.verb, url, headers, sent);
  }
  const answer = await fetch(url, { method: method.verb, headers, body: sent });
  const text = await answer.text();
  let data = text;
  try {
    data = JSON.parse(text);
  } catch {
    // It is no JSON, then.
  }
  const response = {
    status: answer.status,
    statusText: answer.statusText,
    headers: Object.fromEntries(answer.headers),
    data,
  };
  if (!answer.ok) {
    throw Object.assign(new Error('Request failed with status code ' + answer.status), { response });
  }
  return response;
}

function newClient(config) {
  const settled = {
    invokeUrl: INVOKE_URL,
    region: REGION,
    defaultContentType: 'application/json',
    defaultAcceptType: 'application/json',
    ...config,
  };
  const client = {};
  for (const [name, method] of Object.entries(METHODS)) {
    client[name] = (params, body, additionalParams) => (
      invoke(settled, method, params, body, additionalParams)
    );
  }
  return client;
}

const apigClientFactory = { newClient };
