import { StreamChat } from 'stream-chat';

const line = new StreamChat('key');

export default () => {
  const begin = (worker) => line.connectUser({ id: worker.id }, worker.token); // expect: HUP204

  const end = () => line.channel('messaging', 'shift').stopWatching();

  return { begin, end };
};
