import type { FastifyReply } from 'fastify';
import { pythonJson, type PythonValue } from './python-json.ts';

/** Headers of every answer of TensorBoard. */
const HEADERS = {
  'X-Content-Type-Options': 'nosniff',
  Expires: '0',
  'Cache-Control': 'no-cache, must-revalidate',
};

/** Answers with JSON as TensorBoard prints it. */
export function sendJson(reply: FastifyReply, value: PythonValue): FastifyReply {
  return send(reply, 200, 'application/json', pythonJson(value));
}

/** Answers with text of the given type. */
export function sendText(reply: FastifyReply, type: string, text: string): FastifyReply {
  return send(reply, 200, `${type}; charset=utf-8`, text);
}

/** 400, in TensorBoard's words. */
export function sendInvalid(reply: FastifyReply, detail: string): FastifyReply {
  return sendError(reply, 400, `Invalid argument: ${detail}`);
}

/** 404, in TensorBoard's words. */
export function sendNotFound(reply: FastifyReply, detail?: string): FastifyReply {
  return sendError(reply, 404, detail === undefined ? 'Not found' : `Not found: ${detail}`);
}

/** An error as plain text. */
export function sendError(reply: FastifyReply, status: number, message: string): FastifyReply {
  return send(reply, status, 'text/plain; charset=utf-8', message);
}

function send(reply: FastifyReply, status: number, type: string, body: string): FastifyReply {
  // A Buffer, since Fastify would add a charset to JSON.
  return reply.code(status).headers(HEADERS).type(type).send(Buffer.from(body));
}
