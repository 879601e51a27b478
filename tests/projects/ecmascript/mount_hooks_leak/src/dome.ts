import { StreamChat } from 'stream-chat';

export const dome = new StreamChat('planetarium');

export const enterDome = (id: string, token: string) => dome.connectUser({ id }, token); // expect: HUP101
