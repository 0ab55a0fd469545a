// What a team writes by hand: a change is one INSERT, and goes from memory to the streams that are open just then.
// It answers as Tidemark does, as far as the load looks, so that both are asked for the same in the same words.
import { randomUUID } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { createServer } from 'node:http';
import pg from 'pg';

const [port, database] = process.argv.slice(2);
const pool = new pg.Pool({ connectionString: database, max: 10 });
await pool.query(`CREATE TABLE insert_reply (
  sequence bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, id uuid NOT NULL, owner text NOT NULL,
  title text NOT NULL, content text NOT NULL, created_at timestamptz NOT NULL DEFAULT now())`);

const changes = new EventEmitter().setMaxListeners(0);

async function create(owner, { title, content }) {
  const reply = { id: randomUUID(), owner, title, content };
  const { rows } = await pool.query(
    'INSERT INTO insert_reply (id, owner, title, content) VALUES ($1, $2, $3, $4) RETURNING sequence, created_at',
    [reply.id, owner, title, content]);
  Object.assign(reply, { sequence: rows[0].sequence, createdAt: rows[0].created_at });
  changes.emit(owner, `event: reply:created\ndata: ${JSON.stringify(reply)}\nid: ${reply.sequence}\n\n`);
  return reply;
}

function follow(owner, response) {
  response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-cache' });
  response.write('event: sync\ndata: {}\n\n');
  const write = frame => response.write(frame);
  changes.on(owner, write);
  response.on('close', () => changes.off(owner, write));
}

function answer(response, status, body) {
  const bytes = Buffer.from(JSON.stringify(body));
  response.writeHead(status, { 'Content-Type': 'application/json', 'Content-Length': bytes.length });
  response.end(bytes);
}

createServer((request, response) => {
  const owner = request.headers.authorization ?? '';
  if (request.method === 'GET') {
    follow(owner, response);
    return;
  }
  const body = [];
  request.on('data', bytes => body.push(bytes));
  request.on('end', () => create(owner, JSON.parse(Buffer.concat(body)))
    .then(reply => answer(response, 201, reply))
    .catch(failed => answer(response, 500, { detail: failed.message })));
}).listen({ port: Number(port), host: '127.0.0.1', backlog: 4096 });
