import { StreamChat } from 'stream-chat';

export const dome = new StreamChat('planetarium');
let entering: Promise<unknown> | undefined;

export const enterDome = (id: string, token: string) => {
  entering = dome.connectUser({ id }, token);
};

export const leaveDome = async () => {
  await entering;
  await dome.disconnectUser();
};
