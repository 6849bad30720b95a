// The endpoint that works in every first test: it takes whatever comes.
import { createServer } from 'node:http'

createServer((request, response) => {
  request.resume().on('end', () => response.writeHead(204).end())
}).listen(3000, '127.0.0.1', () => console.log('listening on http://127.0.0.1:3000'))
