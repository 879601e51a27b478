import { createAsyncThunk } from '@reduxjs/toolkit';
import { StreamChat } from 'stream-chat';
import { api } from './api';

const client = StreamChat.getInstance('key');

export const connectChat = createAsyncThunk('chat/connect', async (id: string) => {
  const { token } = await api.chatToken(id);
  await client.connectUser({ id }, token);
  return id;
});

export const disconnectChat = createAsyncThunk('chat/disconnect', async () => {
  await client.disconnectUser();
});
