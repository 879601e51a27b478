'use server';

import { streamFor } from '../../lib/stream';

export async function bookLesson(form: FormData) {
  await streamFor(String(form.get('pupil')));
}
