import { StreamChat } from 'stream-chat';

const bot = new StreamChat(process.env.STREAM_KEY!, { allowServerSideConnect: true });

async function start() {
  await bot.connectUser({ id: 'bot' }, bot.devToken('bot'));
  bot.on('message.new', (event) => console.log(event.message?.text));
}

process.on('SIGTERM', () => {
  void bot.disconnectUser();
});

start();
