export interface DeskUser {
  id: string;
  token: string;
}
