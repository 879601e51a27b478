import http from 'node:http';
import { StreamChat } from 'stream-chat';

const bot = new StreamChat(process.env.KEY, process.env.SECRET);

http.createServer(async (request, response) => {
  await bot.connectUser({ id: 'bot' }, bot.createToken('bot'));
  bot.on('message.new', (event) => response.write(event.message.text));
}).listen(8000);
