import { createServer } from 'node:http';
import mustache from 'mustache';

interface Product {
  name: string;
  price: string;
}

const catalog = process.env.CATALOG_URL ?? 'http://catalog:8080';
const page = '<h1>Shop</h1><ul>{{#products}}<li>{{name}}: {{price}}</li>{{/products}}</ul>';

async function render(): Promise<string> {
  const response = await fetch(`${catalog}/products`, { signal: AbortSignal.timeout(5000) });
  if (!response.ok) throw new Error(`catalog answered ${response.status}`);
  const products = (await response.json()) as Product[];
  return mustache.render(page, { products });
}

const server = createServer(async (request, response) => {
  if (request.url === '/healthz') {
    response.end('ok');
    return;
  }
  try {
    const body = await render();
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    response.end(body);
  } catch (error) {
    console.error(error);
    response.writeHead(502).end('The catalog is not available');
  }
});

server.listen(3000);
process.on('SIGTERM', () => server.close());
