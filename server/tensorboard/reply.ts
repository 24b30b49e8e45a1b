import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { FastifyReply } from 'fastify';
import { pythonJson, type PythonValue } from './python-json.ts';

/** Headers of every answer of TensorBoard. */
const HEADERS = {
  'X-Content-Type-Options': 'nosniff',
  Expires: '0',
  'Cache-Control': 'no-cache, must-revalidate',
};
/** TensorBoard's own level: most of the gain at a fifth of the time. */
const GZIP_LEVEL = 3;
/** A payload of a log may be HTML or SVG: whatever its type, nothing in it may run. */
const BLOB_POLICY = "default-src 'none'; sandbox";

const compress = promisify(gzip);

/** Answers with JSON as TensorBoard prints it. */
export function sendJson(reply: FastifyReply, value: PythonValue): Promise<FastifyReply> {
  return send(reply, 200, 'application/json', pythonJson(value));
}

/** Answers with text of the given type. */
export function sendText(reply: FastifyReply, type: string, text: string): Promise<FastifyReply> {
  return send(reply, 200, `${type}; charset=utf-8`, text);
}

/** 400, in TensorBoard's words. */
export function sendInvalid(reply: FastifyReply, detail: string): Promise<FastifyReply> {
  return sendError(reply, 400, `Invalid argument: ${detail}`);
}

/** 404, in TensorBoard's words. */
export function sendNotFound(reply: FastifyReply, detail?: string): Promise<FastifyReply> {
  return sendError(reply, 404, detail === undefined ? 'Not found' : `Not found: ${detail}`);
}

/** An error as plain text. */
export function sendError(reply: FastifyReply, status: number, message: string): Promise<FastifyReply> {
  return send(reply, status, 'text/plain; charset=utf-8', message);
}

/** Answers with bytes out of a log: never compressed, and nothing that a browser would run. */
export function sendBlob(reply: FastifyReply, type: string, bytes: Uint8Array | Readable): FastifyReply {
  const headers = { ...HEADERS, 'Content-Security-Policy': BLOB_POLICY };
  // A Buffer, since Fastify would add a charset to other types.
  const body = bytes instanceof Uint8Array ? asBuffer(bytes) : bytes;
  return reply.headers(headers).header('Content-Type', type).send(body);
}

async function send(reply: FastifyReply, status: number, type: string, text: string): Promise<FastifyReply> {
  let body = Buffer.from(text);
  reply.header('Vary', 'Accept-Encoding');
  if (acceptsGzip(reply)) {
    body = await compress(body, { level: GZIP_LEVEL });
    reply.header('Content-Encoding', 'gzip');
  }
  return reply.code(status).headers(HEADERS).type(type).send(body);
}

function acceptsGzip({ request }: FastifyReply): boolean {
  const accepted = [request.headers['accept-encoding'] ?? ''].flat().join(',');
  return /\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))/i.test(accepted);
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
