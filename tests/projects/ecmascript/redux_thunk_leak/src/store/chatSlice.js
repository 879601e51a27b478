import { createAsyncThunk, createSlice } from '@reduxjs/toolkit';
import { chatClient } from '../chatClient';

export const signIn = createAsyncThunk('chat/signIn', async ({ id, token }) => {
  await chatClient.connectUser({ id }, token); // expect: HUP101
  return id;
});

export const signOut = createAsyncThunk('chat/signOut', () => chatClient.disconnectUser());

export default createSlice({
  name: 'chat',
  initialState: { userId: null },
  reducers: {},
  extraReducers: (builder) => {
    builder.addCase(signIn.fulfilled, (state, action) => {
      state.userId = action.payload;
    });
  },
}).reducer;
