// The peer `ws` as a bridge would use it: Origin and connections per client checked, twelve events of 300 bytes and one end for
// each question. Prints its port.
import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';

const MOST_PER_CLIENT = 20_000;
const event = JSON.stringify({ type: 'probe.progress', id: 'p', filler: 'x'.repeat(255) });
const end = JSON.stringify({ type: 'probe.finished', id: 'p', filler: 'x'.repeat(255) });
const hello = JSON.stringify({ type: 'hello' });
const clients = new Map();
const server = createServer();
const sockets = new WebSocketServer({
  server, perMessageDeflate: false, maxPayload: 4096,
  handleProtocols: () => 'mail-doctor.v1',
  verifyClient: ({ origin, req }) => origin === 'http://page.example' && (clients.get(req.socket.remoteAddress) ?? 0) < MOST_PER_CLIENT,
});
sockets.on('connection', (socket, request) => {
  const client = request.socket.remoteAddress;
  clients.set(client, (clients.get(client) ?? 0) + 1);
  socket.on('close', () => clients.set(client, clients.get(client) - 1));
  socket.on('error', () => {});
  socket.on('message', (data) => {
    if (JSON.parse(data).type !== 'probe.start') return;
    for (let i = 0; i < 12; ++i) socket.send(event);
    socket.send(end);
  });
  socket.send(hello);
});
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
