import { StreamChat } from 'stream-chat';

type Listener = () => void;

let client: StreamChat | undefined;
const listeners = new Set<Listener>();

export const subscribe = (listener: Listener) => {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
};

export async function connect(id: string, token: string) {
  await disconnect();
  client = new StreamChat('skating');
  await client.connectUser({ id }, token);
  listeners.forEach((listener) => listener());
}

export async function disconnect() {
  await client?.disconnectUser();
  client = undefined;
}

export const snapshot = () => client;
