import { describe, expect, it, vi } from 'vitest';
import { client, signIn } from './session';

vi.mock('stream-chat');

describe('session', () => {
  it('signs in', async () => {
    await signIn('ada', 'token');
    expect(client().connectUser).toHaveBeenCalled();
  });
});
