import { StreamChat } from 'stream-chat';
import { key } from '#config';

export async function openRadio(driver) {
  const radio = StreamChat.getInstance(key);
  await radio.connectUser({ id: driver.id }, driver.token);
  return { radio, hangUp: () => radio.disconnectUser() };
}
