export const key = 'public';
