import Redis from 'ioredis';
import request from 'supertest';
import { app } from '../src/app';

const cache = new Redis(process.env.CACHE_URL);

describe('sign-up', () => {
  before(async () => {
    await cache.flushall();
  });

  it('answers', async () => {
    await request(app).post('/sign-up').expect(200);
  });
});
