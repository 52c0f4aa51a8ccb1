import { SerializerSelector } from '@fastify/fast-json-stringify-compiler';
import type { FastifyReply } from 'fastify';
import type { Later } from './later.ts';

/** Sends what is JSON already. Its writer vouches for the form that the route promises. */
export function sendJson(reply: FastifyReply, json: string): never {
  return reply.type('application/json; charset=utf-8').serializer(String).send(json) as never;
}

/** An object that is JSON already, with more members. Neither may be empty. */
export function joinJson(json: string, more: object): string {
  return `${json.slice(0, -1)},${JSON.stringify(more).slice(1)}`;
}

const compilers = SerializerSelector();

/**
 * For Fastify's `schemaController.compilersFactory.buildSerializer`: the writer of an answer is made later, as there are
 * hundreds, and a process that starts would make them all before it listens.
 */
export function serializersMade(later: Later): typeof compilers {
  return (...given) => {
    const compile = compilers(...given);
    return (route) => {
      const write = later.once(() => compile(route));
      return (answer) => write()(answer);
    };
  };
}
