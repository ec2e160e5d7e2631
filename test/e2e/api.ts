import { Agent, request } from 'node:https';

/** What a server answered; `body` is its JSON. */
export type Answer = { status: number; warnings: string[]; body: any };

/** Asks an HTTPS server on loopback: method, path, and perhaps a JSON body of a media type. */
export type Api = (method: string, path: string, body?: unknown, type?: string) => Promise<Answer>;

export type Client = { api: Api; close: () => void };

/** A client of the server at an origin, which keeps its connections. */
export function createClient(origin: string, authority: string, token?: string): Client {
  const agent = new Agent({ keepAlive: true, maxSockets: 64, ca: authority });
  const api: Api = (method, path, body, type = 'application/json') =>
    new Promise((resolve, reject) => {
      const headers = {
        accept: 'application/json',
        ...(token && { authorization: `Bearer ${token}` }),
        ...(body !== undefined && { 'content-type': type }),
      };
      const sent = request(origin + path, { method, agent, headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString();
          resolve({
            status: response.statusCode!,
            warnings: warningsIn(response.rawHeaders),
            body: text.startsWith('{') ? JSON.parse(text) : text,
          });
        });
      });
      sent.on('error', reject);
      sent.end(body === undefined ? undefined : JSON.stringify(body));
    });
  return { api, close: () => agent.destroy() };
}

/** The texts of `Warning: 299 - "text"` headers. */
function warningsIn(headers: string[]): string[] {
  return headers.flatMap((name, index) => {
    const [, text] =
      index % 2 === 0 && /^warning$/i.test(name) ? (/^299 \S+ (".*")$/.exec(headers[index + 1]!) ?? []) : [];
    return text === undefined ? [] : [text.slice(1, -1).replace(/\\(.)/g, '$1')];
  });
}
