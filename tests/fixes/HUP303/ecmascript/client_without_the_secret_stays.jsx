import { StreamChat } from 'stream-chat';

const chat = StreamChat.getInstance('k7x2');

export function ImportUsers({ rows }) {
  const importUsers = async () => {
    for (const row of rows) {
      await chat.connectUser({ id: row.id, name: row.name }, row.token);
      await chat.disconnectUser();
    }
  };
  return <button onClick={importUsers}>Import</button>;
}
