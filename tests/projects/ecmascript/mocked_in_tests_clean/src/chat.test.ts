import { describe, expect, it, vi } from 'vitest';
import { chat, signIn } from './chat';

vi.mock('stream-chat');

describe('chat', () => {
  it('signs in', async () => {
    await signIn('ada', 'token');
    expect(chat.connectUser).toHaveBeenCalled();
  });
});
