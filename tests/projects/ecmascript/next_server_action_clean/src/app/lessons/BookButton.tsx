'use client';

import { bookLesson } from './actions';

export function BookButton({ pupil }: { pupil: string }) {
  return (
    <form action={bookLesson}>
      <input type="hidden" name="pupil" value={pupil} />
      <button>Book</button>
    </form>
  );
}
