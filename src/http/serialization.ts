import { SerializerSelector } from '@fastify/fast-json-stringify-compiler';
import type { FastifyReply } from 'fastify';

/** Sends what is JSON already. Its writer vouches for the form that the route promises. */
export function sendJson(reply: FastifyReply, json: string): never {
  return reply.type('application/json; charset=utf-8').serializer(String).send(json) as never;
}

const compilers = SerializerSelector();

/**
 * Makes the writer of an answer when the first such answer is given: a hundred routes have ten answers each, most of
 * which are never given, and a process that starts would make them all before it listens.
 * For Fastify's `schemaController.compilersFactory.buildSerializer`.
 */
export const buildLazySerializer: typeof compilers = (...given) => {
  const compile = compilers(...given);
  return (route) => {
    let write: ReturnType<typeof compile> | undefined;
    return (answer) => {
      write ??= compile(route);
      return write(answer);
    };
  };
};
