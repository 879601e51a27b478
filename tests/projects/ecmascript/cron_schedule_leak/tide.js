import { StreamChat } from 'stream-chat';
import { heightAt } from './harbour.js';

const chat = StreamChat.getInstance('tides');

export async function postTide() {
  await chat.connectUser({ id: 'tide-bot' }, process.env.BOT_TOKEN); // expect: HUP301
  await chat.channel('messaging', 'harbour').sendMessage({ text: `${await heightAt(new Date())} m` });
}
