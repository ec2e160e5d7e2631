import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';

export type BundleServer = {
  /** `http://127.0.0.1:PORT` */
  url: string;
  /** The files that it has, by path. */
  files: Map<string, Buffer>;
  /** The status of every answer to GET so far. */
  answers: number[];
};

/** A web server as OPA fetches bundles from: PUT stores a file, GET gives it with an ETag, 304 to who has it already. */
export async function startBundleServer(): Promise<BundleServer> {
  const files = new Map<string, Buffer>();
  const answers: number[] = [];
  const server = createServer(async (request, response) => {
    const path = request.url ?? '/';
    if (request.method === 'PUT') {
      files.set(path, await buffer(request));
      response.writeHead(201).end();
      return;
    }
    const content = files.get(path);
    const etag = content && `"${createHash('sha256').update(content).digest('hex')}"`;
    const status = content === undefined ? 404 : request.headers['if-none-match'] === etag ? 304 : 200;
    answers.push(status);
    response.writeHead(status, { ...(etag && { etag }), 'content-type': 'application/gzip' });
    response.end(status === 200 ? content : undefined);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    server.close();
    server.closeAllConnections();
    await once(server, 'close');
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, files, answers };
}
