export const formatTicket = (id: string) => `#${id.padStart(6, '0')}`;
