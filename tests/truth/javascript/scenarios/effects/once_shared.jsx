import { useEffect } from 'react';
import { StreamChat } from 'stream-chat';

export function Newsroom({ editor, token }) {
  useEffect(() => {
    StreamChat.getInstance('newsroom').connectUser({ id: editor.id }, token); // expect: HUP101
  }, []);

  return <p>{editor.name}</p>;
}
