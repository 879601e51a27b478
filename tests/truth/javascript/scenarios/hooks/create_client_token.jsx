import { useCreateChatClient } from 'stream-chat-react';

export const Campus = ({ student, token }) => {
  const client = useCreateChatClient({ apiKey: 'campus', tokenOrProvider: token, userData: student });
  if (!client) return <p>Loading</p>;
  return <p>{client.userID}</p>;
};
