import { call, get, post } from "./client";
import type {
  AddedOrganisation,
  AddedUser,
  CreateOrganisationRequest,
  CreateUserRequest,
  IssuedSignInLink,
  Organisation,
  OrganisationList,
  RoleList,
  UpdateUserRequest,
  User,
  UserList,
  UserWayInList,
} from "./types";

const users = "/api/v1/users";
const organisations = "/api/v1/organisations";
const one = (path: string, id: string) => `${path}/${encodeURIComponent(id)}`;

export const listUsers = () => get<UserList>(users);
export const addUser = (request: CreateUserRequest) => post<AddedUser>(users, { json: request });
/** `version` is that of the user as it was read. */
export const updateUser = (id: string, version: number, request: UpdateUserRequest, idempotencyKey: string) =>
  call<User>("PUT", one(users, id), { json: request, ifMatch: `"${version}"`, idempotencyKey });
export const issueSignInLink = (id: string) => post<IssuedSignInLink>(`${one(users, id)}/sign-in-link`);
export const disableUser = (id: string) => post<User>(`${one(users, id)}/disable`);
export const enableUser = (id: string) => post<User>(`${one(users, id)}/enable`);
export const endSessions = (id: string) => call<void>("DELETE", `${one(users, id)}/sessions`);

export const listWaysIn = (id: string) => get<UserWayInList>(`${one(users, id)}/ways-in`);
export const removeWayIn = (id: string, way: string) =>
  call<void>("DELETE", one(`${one(users, id)}/ways-in`, way));

export const listRoles = () => get<RoleList>("/api/v1/roles");

export const listOrganisations = () => get<OrganisationList>(organisations);
export const addOrganisation = (request: CreateOrganisationRequest) =>
  post<AddedOrganisation>(organisations, { json: request });
export const renameOrganisation = (id: string, name: string) =>
  call<Organisation>("PUT", one(organisations, id), { json: { name } });
export const issueAdministratorLink = (id: string) =>
  post<IssuedSignInLink>(`${one(organisations, id)}/sign-in-link`);
