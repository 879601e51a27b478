import { createAsyncThunk, createSlice } from '@reduxjs/toolkit';
import { chatClient } from '../chatClient';

let turn = Promise.resolve();

const inTurn = (step) => {
  turn = turn.catch(() => {}).then(step);
  return turn;
};

export const signIn = createAsyncThunk('chat/signIn', async ({ id, token }) => {
  await inTurn(() => chatClient.connectUser({ id }, token));
  return id;
});

export const signOut = createAsyncThunk('chat/signOut', () => inTurn(() => chatClient.disconnectUser()));

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
