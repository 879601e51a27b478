import { StreamChat } from 'stream-chat';

const desk = StreamChat.getInstance('desk-key', process.env.DESK_SECRET);

export async function enrol(pupils, tokens, log) {
  await Promise.all(pupils.map(async (pupil) => {
    await desk.connectUser({ id: pupil.id }, tokens[pupil.id]);
    log(pupil);
    await desk.disconnectUser();
  }));
}
