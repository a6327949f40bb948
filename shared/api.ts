// Generated from shared/openapi.json by `npm run contracts`. Do not edit.

export interface paths {
    "/api/v1/admin/cache": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get cache report
         * @description what this node's cache did and holds. Needs the permission `cache:manage`.
         */
        get: operations["GetCacheReport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/cache/changes/{id}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Undo cache change
         * @description what held before holds again. Needs the permission `cache:manage`.
         */
        post: operations["UndoCacheChange"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/cache/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List cache keys
         * @description what this node is asked for most. Keys name shipments by their tokens. Needs the permission `cache:manage`.
         */
        get: operations["ListCacheKeys"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/cache/purge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Purge cache
         * @description makes a tag or a key stale on every node and in every cache in front. Harmless to repeat. Needs the permission `cache:manage`.
         */
        post: operations["PurgeCache"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/cache/recommendations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List cache recommendations
         * @description what the figures of the last day recommend, and the changes that were made. Needs the permission `cache:manage`.
         */
        get: operations["ListCacheRecommendations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/cache/recommendations/{id}/apply": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Apply cache recommendation
         * @description Applying twice is refused the second time, so a repeated request changes nothing: the list of changes tells who lost the answer whether it came through. Needs the permission `cache:manage`.
         */
        post: operations["ApplyCacheRecommendation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/subscriptions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get push report
         * @description who is subscribed, what waits, what became of what was sent. Needs the permission `cache:manage`.
         */
        get: operations["GetPushReport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/api-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List api keys
         * @description All keys ever issued, the newest first; the revoked ones stay, so that an old log line still has a name to it. Needs the permission `api-keys:manage`.
         */
        get: operations["ListApiKeys"];
        put?: never;
        /**
         * Issue api key
         * @description Issues a key and shows its secret, this once. An Idempotency-Key has no effect here: replaying the answer would need the secret at rest. Who lost the answer issues another key and revokes the first. Needs the permission `api-keys:manage`.
         */
        post: operations["IssueApiKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/api-keys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get api key
         * @description One key. Its ETag is the version of what can be changed; what is counted goes on under it, so that it is no condition here. Needs the permission `api-keys:manage`.
         */
        get: operations["GetApiKey"];
        /**
         * Change api key
         * @description Sets what a key may do, from where, how much and until when; from its next request on. Needs the permission `api-keys:manage`.
         */
        put: operations["ChangeApiKey"];
        post?: never;
        /**
         * Revoke api key
         * @description Takes a key's rights away from its next request on, with whichever secret. Revoking twice changes nothing. Needs the permission `api-keys:manage`.
         */
        delete: operations["RevokeApiKey"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/api-keys/{id}/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Rotate api key
         * @description Gives a key another secret and shows it, this once, while those so far hold on for a while: its callers change over one by one, and an answer that got lost costs nothing, since rotating again takes nothing away but what is asked for. Needs the permission `api-keys:manage`.
         */
        post: operations["RotateApiKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/api-keys/{id}/usage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get api key usage
         * @description How often a key was used, from one day to another; the last 30 days when neither is said. Needs the permission `api-keys:manage`.
         */
        get: operations["GetApiKeyUsage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/carriers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List carriers */
        get: operations["ListCarriers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/carriers/detect": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Detect carrier */
        get: operations["DetectCarrier"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Append events
         * @description Needs the permission `events:write`.
         */
        post: operations["AppendEvents"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/follow": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Follow shipment
         * @description a tracking number, and the postcode where the shipment has one, for the public token. Tracking numbers can be counted through, so an unknown number, a wrong postcode and a missing one give the same answer, whichever organisation has the number, and misses are limited by address and by number.
         */
        post: operations["FollowShipment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organisations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List organisations
         * @description All organisations of the installation, the oldest first. Needs the permission `organisations:manage`.
         */
        get: operations["ListOrganisations"];
        put?: never;
        /**
         * Add organisation
         * @description Adds an organisation with its first administrator and shows, this once, the link that lets them in. An Idempotency-Key has no effect here: replaying the answer would need the link at rest. Who lost the answer finds the organisation in the list, and makes another link. Needs the permission `organisations:manage`.
         */
        post: operations["AddOrganisation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organisations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Rename organisation
         * @description Gives an organisation another name. Needs the permission `organisations:manage`.
         */
        put: operations["RenameOrganisation"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organisations/{id}/sign-in-link": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Issue administrator link
         * @description Makes another link for an organisation's first administrator, as long as nobody has signed in: nobody outside can let themselves in later. Needs the permission `organisations:manage`.
         */
        post: operations["IssueAdministratorLink"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/roles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List roles
         * @description What each role allows in the caller's organisation. Needs the permission `users:manage`.
         */
        get: operations["ListRoles"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get session
         * @description Tells the caller who it is; an anonymous one too, so that a page can ask without an error in its console.
         */
        get: operations["GetSession"];
        put?: never;
        /**
         * Create session
         * @description Exchanges the one-time token of a sign-in link for a session.
         */
        post: operations["CreateSession"];
        /**
         * Delete session
         * @description Ends the browser's session, at once and on the server; without one there is nothing left to do.
         */
        delete: operations["DeleteSession"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/challenge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create challenge
         * @description Gives a wallet what it has to sign to sign in. Nothing is kept of it but a cookie in the browser that asks.
         */
        post: operations["CreateChallenge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/passkey": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign in with passkey
         * @description Opens a session for who has a passkey.
         */
        post: operations["SignInWithPasskey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/passkey/challenge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Challenge passkeys
         * @description What a browser asks its passkeys with. Nobody says who they are before: the passkey does.
         */
        post: operations["ChallengePasskeys"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/passkeys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List passkeys
         * @description The caller's passkeys, in the order in which they were added. Needs a session; an API key is refused.
         */
        get: operations["ListPasskeys"];
        put?: never;
        /**
         * Add passkey
         * @description Adds a passkey to the caller's, and gives the session a new id. Needs a session; an API key is refused.
         */
        post: operations["AddPasskey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/passkeys/challenge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Challenge new passkey
         * @description What a browser makes a passkey of the caller's from. It has to be one that needs no name to sign in, and checks who uses it. Needs a session; an API key is refused.
         */
        post: operations["ChallengeNewPasskey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/passkeys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Rename passkey
         * @description Gives one of the caller's passkeys another name. Needs a session; an API key is refused.
         */
        put: operations["RenamePasskey"];
        post?: never;
        /**
         * Remove passkey
         * @description Takes one of the caller's passkeys away, and gives the session a new id. Needs a session; an API key is refused.
         */
        delete: operations["RemovePasskey"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/wallet": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign in with wallet
         * @description Exchanges a challenge that a user's wallet has signed for a session. A wallet that was not linked before lets nobody in.
         */
        post: operations["SignInWithWallet"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/wallets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List wallets
         * @description The wallets with which the caller signs in, the first linked first. Needs a session; an API key is refused.
         */
        get: operations["ListWallets"];
        put?: never;
        /**
         * Link wallet
         * @description Lets the caller sign in with one more wallet, and gives the session a new id. Linking one's own again changes nothing. Needs a session; an API key is refused.
         */
        post: operations["LinkWallet"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/wallets/challenge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create wallet challenge
         * @description Gives a wallet what it has to sign to be linked to the caller. It is of no use for signing in, nor to another user. Needs a session; an API key is refused.
         */
        post: operations["CreateWalletChallenge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/wallets/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Unlink wallet
         * @description Takes a wallet's way in away, and gives the session a new id. Other sessions that it has opened go on until they are ended. Needs a session; an API key is refused.
         */
        delete: operations["UnlinkWallet"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List sessions
         * @description The browsers in which the caller is signed in, the one last seen first. Needs a session; an API key is refused.
         */
        get: operations["ListSessions"];
        put?: never;
        post?: never;
        /**
         * Revoke other sessions
         * @description Ends all of the caller's sessions but the one that asks. Needs a session; an API key is refused.
         */
        delete: operations["RevokeOtherSessions"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Revoke session
         * @description Ends one of the caller's sessions: its next request is refused, on every node. Needs a session; an API key is refused.
         */
        delete: operations["RevokeSession"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/shipments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List shipments
         * @description Needs the permission `shipments:read`.
         */
        get: operations["ListShipments"];
        put?: never;
        /**
         * Create shipment
         * @description Needs the permission `shipments:write`.
         */
        post: operations["CreateShipment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/shipments/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Import shipments
         * @description a CSV or NDJSON file as the body. Needs the permission `imports:write`.
         */
        post: operations["ImportShipments"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/shipments/imports/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get import
         * @description the last report of an import of the caller's own, also while it runs. Needs the permission `imports:write`.
         */
        get: operations["GetImport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/shipments/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get shipment
         * @description Needs the permission `shipments:read`.
         */
        get: operations["GetShipment"];
        /**
         * Update shipment
         * @description Needs the permission `shipments:write`.
         */
        put: operations["UpdateShipment"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/shipments/{id}/archive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Archive shipment
         * @description Needs the permission `shipments:write`.
         */
        post: operations["ArchiveShipment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/shipments/{id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List events
         * @description Needs the permission `shipments:read`.
         */
        get: operations["ListEvents"];
        put?: never;
        /**
         * Append event
         * @description Needs the permission `events:write`.
         */
        post: operations["AppendEvent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/shipments/{id}/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Watch shipment
         * @description tells of each change of a shipment, as server-sent events. Needs the permission `shipments:read`.
         */
        get: operations["WatchShipment"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/shipments/{id}/proofs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List proofs
         * @description Needs the permission `shipments:read`.
         */
        get: operations["ListProofs"];
        put?: never;
        /**
         * Add proof
         * @description keeps what shows that a parcel was handed over. Needs the permission `events:write`.
         */
        post: operations["AddProof"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/shipments/{id}/proofs/{proof}/photo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get proof photo
         * @description Needs the permission `shipments:read`.
         */
        get: operations["GetProofPhoto"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/subscriptions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Save subscription
         * @description tells a device of a parcel, for which its token suffices, or of all shipments of an organisation, for which someone of it has to be signed in. Doing it again changes the statuses, the language and the quiet hours.
         */
        put: operations["SaveSubscription"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/subscriptions/find": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Find subscriptions
         * @description the endpoint is a secret, so that it stands in no address.
         */
        post: operations["FindSubscriptions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/subscriptions/key": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get subscription key
         * @description what a browser subscribes with.
         */
        get: operations["GetSubscriptionKey"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/subscriptions/remove": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Remove subscriptions
         * @description the way back, which never fails for want of something to end.
         */
        post: operations["RemoveSubscriptions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/subscriptions/renew": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Renew subscription
         * @description a push service has given the browser another endpoint; what it was told of stays.
         */
        post: operations["RenewSubscription"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List users
         * @description The users of the caller's organisation by their names, the disabled ones too. Needs the permission `users:manage`.
         */
        get: operations["ListUsers"];
        put?: never;
        /**
         * Add user
         * @description Adds a user to the caller's organisation and shows, this once, the link that lets them in. An Idempotency-Key has no effect here: replaying the answer would need the link at rest. Who lost the answer finds the user in the list, and makes another link. Needs the permission `users:manage`.
         */
        post: operations["AddUser"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Update user
         * @description Changes a user's name and role. Another role ends their sessions. Needs the permission `users:manage`.
         */
        put: operations["UpdateUser"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/{id}/disable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Disable user
         * @description Shuts a user out from their next request on. Disabling twice changes nothing. Needs the permission `users:manage`.
         */
        post: operations["DisableUser"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/{id}/enable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Enable user
         * @description Lets a disabled user sign in again. Enabling twice changes nothing. Needs the permission `users:manage`.
         */
        post: operations["EnableUser"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/{id}/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * End user sessions
         * @description Signs a user out in every browser, from their next request on, and makes links that nobody has opened yet worthless. Needs the permission `users:manage`.
         */
        delete: operations["EndUserSessions"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/{id}/sign-in-link": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Issue sign in link
         * @description Makes a link for a user who has lost every way in, or the first link; links made before let nobody in any more. An Idempotency-Key has no effect here: replaying the answer would need the link at rest. Needs the permission `users:manage`.
         */
        post: operations["IssueSignInLink"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/{id}/ways-in": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List ways in
         * @description The passkeys and wallets with which a user signs in, the newest first. Needs the permission `users:manage`.
         */
        get: operations["ListWaysIn"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/{id}/ways-in/{way}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Remove way in
         * @description Takes a passkey or a wallet away from a user, and signs them out everywhere. Who removes one of their own this way is signed out too. Needs the permission `users:manage`.
         */
        delete: operations["RemoveWayIn"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get health
         * @description the worst state of all components, and nothing that tells of them.
         */
        get: operations["GetHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get liveness
         * @description the process answers. Nothing else is asked, since a restart mends neither a disk nor a database.
         */
        get: operations["GetLiveness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get readiness
         * @description whether to send requests here; 503 while starting and from the first moment of a shutdown.
         */
        get: operations["GetReadiness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/s/{token}.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get public shipment
         * @description what anyone who holds the token may see.
         */
        get: operations["GetPublicShipment"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/s/{token}/details": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Unlock details
         * @description addresses and proof of delivery for who knows the destination's postcode.
         */
        post: operations["UnlockDetails"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/s/{token}/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Watch public shipment
         * @description tells whoever holds the token that the public view may have changed, as server-sent events.
         */
        get: operations["WatchPublicShipment"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/s/{token}/proofs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Unlock proofs
         * @description the proofs of delivery for who knows the destination's postcode.
         */
        post: operations["UnlockProofs"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description Adds a passkey that the browser has made from a challenge of this service. */
        AddPasskeyRequest: {
            credential: components["schemas"]["PasskeyRegistration"];
            /** @description How its owner tells it from others; absent for the names of the browser and the system. */
            name?: string | null;
        };
        /** @description What shows that a parcel was handed over: a photo, a signature, or both. */
        AddProofRequest: {
            /**
             * Format: date-time
             * @description When it was handed over; RFC 3339 with offset, at most one day in the future.
             */
            at: string;
            /**
             * Format: byte
             * @description WebP, AVIF or JPEG in base64, at most 200,000 bytes; the bytes themselves say which of them it is.
             */
            photo?: string | null;
            /** @description The strokes of a pen, each as x, y, x, y ... in whole numbers: x from 0 to 1000, y from 0 to 500. At most 100 strokes and 4,000 points. */
            signature?: number[][] | null;
            /** @description Where it was handed over. */
            location?: components["schemas"]["Location"] | null;
        };
        /** @description A new organisation, and the link to hand over to its first administrator. */
        AddedOrganisation: {
            organisation: components["schemas"]["Organisation"];
            sign_in_link: components["schemas"]["IssuedSignInLink"];
        };
        /** @description A new user, and the link to hand over to them. */
        AddedUser: {
            user: components["schemas"]["User"];
            sign_in_link: components["schemas"]["IssuedSignInLink"];
        };
        /** @description A key for a machine. The secret itself is shown once, by IssuedApiKey. */
        ApiKey: {
            /** Format: uuid */
            id: string;
            name: string;
            role: components["schemas"]["Role"];
            /** @description The beginning of the secret that is current. */
            hint: string;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            expires_at?: string | null;
            /** @description A reminder of its expiry is due: 30, 7 or 1 days before, of those that are shorter than it lasts. */
            expires_soon: boolean;
            /** Format: date-time */
            revoked_at?: string | null;
            /**
             * Format: date-time
             * @description When it last got a new secret.
             */
            rotated_at?: string | null;
            /**
             * Format: date-time
             * @description Until then a secret of before a rotation holds as well; absent when none does.
             */
            former_until?: string | null;
            /**
             * Format: date-time
             * @description To the minute, some seconds late.
             */
            last_used_at?: string | null;
            /** @description How its requests are signed; absent when it cannot sign. */
            signing?: components["schemas"]["ApiKeySigning"] | null;
            /** @description The permissions it has of its role's; absent when it has all. */
            scopes?: string[] | null;
            /** @description The networks it may be used from, as 192.0.2.0/24 or 2001:db8::/32; absent for everywhere. */
            addresses?: string[] | null;
            /**
             * Format: int32
             * @description Its own limit on each node; absent for none.
             */
            requests_per_minute?: number | null;
            /**
             * Format: int32
             * @description How many of them may come at once.
             */
            burst?: number | null;
            /**
             * Format: int64
             * @description Requests in a calendar month (UTC); absent for no quota.
             */
            monthly_quota?: number | null;
            /**
             * Format: int64
             * @description What counts against the quota in this month so far, some seconds late.
             */
            month_requests: number;
            /**
             * Format: int64
             * @description Goes up with each change; If-Match of a change names it.
             */
            version: number;
        };
        ApiKeyList: {
            items: components["schemas"]["ApiKey"][];
        };
        /** @description How the holder of a key signs requests (RFC 9421), with the id of the key as keyid. */
        ApiKeySigning: {
            algorithm: components["schemas"]["SignatureAlgorithm"];
            /** @description The public key in PEM, as openssl pkey -pubout prints it, for ed25519 and ecdsa_p256_sha256. With hmac_sha256 there is none: both sides derive the signing key from the secret. */
            public_key?: string | null;
            /**
             * @description Only signed requests are taken: the secret alone, sent as Authorization: Bearer, is refused.
             * @default false
             */
            required?: boolean;
        };
        /** @description How often a key was used, by days and routes in UTC, some seconds late. */
        ApiKeyUsage: {
            /** @description The first day, as 2026-11-22. */
            from: string;
            /** @description The last day. */
            to: string;
            /** @description Those that the key was used on, the first one first. */
            days: components["schemas"]["ApiKeyUsageDay"][];
            /** @description By the name of the operation, the one used most first. */
            routes: components["schemas"]["ApiKeyUsageRoute"][];
        };
        ApiKeyUsageDay: {
            day: string;
            /**
             * Format: int64
             * @description All that came with the key.
             */
            requests: number;
            /**
             * Format: int64
             * @description Those of them that were answered 401, 403 or 429.
             */
            refused: number;
        };
        ApiKeyUsageRoute: {
            /** @description The name of the operation, as in the API description. */
            route: string;
            /**
             * Format: int64
             * @description All that came with the key.
             */
            requests: number;
            /**
             * Format: int64
             * @description Those of them that were answered 401, 403 or 429.
             */
            refused: number;
        };
        /** @description An event to append. Give status, or raw_code to have the carrier's mapping read it. */
        AppendEventRequest: {
            /**
             * Format: date-time
             * @description RFC 3339 with offset; at most one day in the future unless estimated or planned.
             */
            event_time: string;
            status?: (string & components["schemas"]["Status"]) | null;
            sub_status?: string | null;
            reason?: string | null;
            raw_code?: string | null;
            raw_text?: string | null;
            location?: components["schemas"]["Location"] | null;
            /**
             * Format: int32
             * @description Minutes east of UTC, -840 to 840; taken from event_time when absent and the time is not UTC.
             */
            utc_offset?: number | null;
            precision?: components["schemas"]["Precision"];
            classifier?: components["schemas"]["Classifier"];
            source?: components["schemas"]["EventSource"];
            /** @default false */
            correction?: boolean;
            /** @description Kept with the shipment when it is delivered after the event. */
            proof_of_delivery?: components["schemas"]["ProofOfDelivery"] | null;
            /** @description Added to those of the mapping rule; "stale" cannot be told, only time raises it. */
            flags?: components["schemas"]["ShipmentFlag"][] | null;
        };
        /** @description One item of a batch. Names its shipment by shipment_id, or by number (and carrier). */
        AppendEventsItem: {
            event: components["schemas"]["AppendEventRequest"];
            /** Format: uuid */
            shipment_id?: string | null;
            carrier?: string | null;
            number?: string | null;
        };
        /** @description 1 to 1,000 events, for any shipments. */
        AppendEventsRequest: {
            items: components["schemas"]["AppendEventsItem"][];
        };
        AppendEventsResponse: {
            /** Format: int32 */
            appended: number;
            /** Format: int32 */
            duplicates: number;
            /** Format: int32 */
            rejected: number;
            items: components["schemas"]["AppendEventsResult"][];
        };
        /** @description The result of one item, in the order of the request. problem says why it was rejected. */
        AppendEventsResult: {
            /** Format: int32 */
            index: number;
            outcome: components["schemas"]["AppendOutcome"];
            /** Format: uuid */
            event_id?: string | null;
            /** Format: uuid */
            shipment_id?: string | null;
            problem?: components["schemas"]["ItemProblem"] | null;
        };
        /**
         * @description What became of an event: "appended", or "duplicate" of one that is already there.
         * @enum {string}
         */
        AppendOutcome: "appended" | "duplicate" | "rejected";
        /** @description The answer to one appended event: the event as stored (the first one, if a duplicate) and the shipment after it. */
        AppendedEvent: {
            outcome: components["schemas"]["AppendOutcome"];
            event: components["schemas"]["Event"];
            shipment: components["schemas"]["Shipment"];
        };
        /** @enum {string} */
        CacheAdvice: "longer_lifetime" | "shorter_lifetime" | "never_hit_again" | "larger_memory" | "much_stale";
        /** @description A recommendation that was applied, on every node. */
        CacheChange: {
            /** Format: uuid */
            id: string;
            target: string;
            /** Format: int64 */
            before: number;
            /** Format: int64 */
            after: number;
            /** Format: date-time */
            applied_at: string;
            applied_by: string;
            /** Format: date-time */
            undone_at?: string | null;
            undone_by?: string | null;
            /** @description It is in force, and the newest of its target. */
            can_undo: boolean;
        };
        /** @description A figure that speaks for a recommendation. Shares are from 0 to 1. */
        CacheEvidence: {
            name: string;
            /** Format: double */
            value: number;
        };
        /** @description What happened to a family of keys, or to all. */
        CacheFigures: {
            /** @description Null for all. */
            family?: string | null;
            /**
             * Format: int64
             * @description Accesses that were answered.
             */
            asked: number;
            /**
             * Format: int64
             * @description Of these, answered from the node's memory.
             */
            memory: number;
            /**
             * Format: int64
             * @description Answered from the Redis that nodes share.
             */
            redis: number;
            /**
             * Format: int64
             * @description Answered by asking the database.
             */
            source: number;
            /**
             * Format: int64
             * @description Answered from memory beyond the lifetime, since the database did not answer.
             */
            stale: number;
            /**
             * Format: double
             * @description 0 to 1: what the database was not asked for.
             */
            hit_rate: number;
            /**
             * Format: int64
             * @description Times the database gave a value; refreshes ahead and warming count too.
             */
            fills: number;
            /** Format: int64 */
            failures: number;
            /**
             * Format: double
             * @description Hits, times the mean duration of a fill in the same window.
             */
            source_seconds_saved: number;
            /**
             * Format: int64
             * @description Bytes of entries that the database was not asked for again.
             */
            bytes_saved: number;
            /**
             * Format: int64
             * @description Entries dropped for want of memory.
             */
            evictions: number;
            /**
             * Format: int64
             * @description Evicted entries that were asked for again soon after.
             */
            regrets: number;
            /** @description Age of the entries that were served. */
            age_seconds: components["schemas"]["CacheSpread"];
            /** @description Size of the entries that were served. */
            size_bytes: components["schemas"]["CacheSpread"];
        };
        /** @description What a family of keys has in memory now. */
        CacheHolding: {
            family: string;
            /** Format: int64 */
            bytes: number;
            /** Format: int64 */
            entries: number;
            /**
             * Format: int32
             * @description How long its entries live, in per cent of what their source asks for.
             */
            lifetime_percent: number;
        };
        /** @description A key was asked for from at_least to at_most times (Space-Saving sketch, 1,024 counters). */
        CacheKey: {
            family: string;
            key: string;
            /** Format: int64 */
            at_least: number;
            /** Format: int64 */
            at_most: number;
        };
        /** @description The keys asked for most on the node that answers, the most frequent first. */
        CacheKeyList: {
            /**
             * Format: date-time
             * @description Since when they are counted: up to an hour.
             */
            from: string;
            /**
             * Format: int32
             * @description One access in so many is counted at the moment, and stands for all of them.
             */
            one_in: number;
            items: components["schemas"]["CacheKey"][];
        };
        /** @description The memory of the node that the cache may use and uses, in bytes. */
        CacheMemory: {
            /** Format: int64 */
            capacity: number;
            /** Format: int64 */
            used: number;
            /** Format: int64 */
            entries: number;
        };
        /** @description What to change, from the figures of the node that answers. */
        CacheRecommendation: {
            /** @description For applying it within the hour; null where there is nothing to apply. */
            id?: string | null;
            advice: components["schemas"]["CacheAdvice"];
            family?: string | null;
            /** @description "lifetime:{family}" in per cent, or "memory" in bytes; null where there is nothing to apply. */
            target?: string | null;
            /**
             * Format: int64
             * @description What holds now.
             */
            before?: number | null;
            /**
             * Format: int64
             * @description What would hold.
             */
            after?: number | null;
            /**
             * Format: double
             * @description Time of the database that it saves in an hour; below 0 it costs as much.
             */
            source_seconds_per_hour: number;
            evidence: components["schemas"]["CacheEvidence"][];
        };
        CacheRecommendationList: {
            items: components["schemas"]["CacheRecommendation"][];
            /** @description The newest first; at most 50. */
            changes: components["schemas"]["CacheChange"][];
        };
        /** @description What the cache of the node that answers did, and what it holds now. */
        CacheReport: {
            /** Format: date-time */
            at: string;
            /**
             * Format: date-time
             * @description When counting began, which is when the node started.
             */
            since: string;
            memory: components["schemas"]["CacheMemory"];
            holdings: components["schemas"]["CacheHolding"][];
            /** @description The last minute, hour and day. One that began with the node is shorter than its name. */
            windows: components["schemas"]["CacheWindow"][];
        };
        /** @description Of all measured values, the half, 90 and 99 per cent were at most so much; up to a quarter too high. */
        CacheSpread: {
            /** Format: double */
            half: number;
            /** Format: double */
            p90: number;
            /** Format: double */
            p99: number;
        };
        CacheWindow: {
            window: components["schemas"]["CacheWindowName"];
            /**
             * Format: date-time
             * @description When the window began; up to a sixth before its name says, or later where the node is younger.
             */
            from: string;
            all: components["schemas"]["CacheFigures"];
            families: components["schemas"]["CacheFigures"][];
        };
        /** @enum {string} */
        CacheWindowName: "minute" | "hour" | "day";
        /** @description A carrier whose numbers are recognised. tracking_url holds {number}. */
        Carrier: {
            id: string;
            name: string;
            tracking_url?: string | null;
            formats: string[];
        };
        /** @description One carrier that may have issued a number, best first. */
        CarrierCandidate: {
            carrier: string;
            name: string;
            format: string;
            proof: components["schemas"]["DetectionProof"];
            /** @description In words, for people. */
            reason: string;
            tracking_url?: string | null;
        };
        /** @description Ranked candidates for a number; never a guess dressed as a fact. */
        CarrierDetection: {
            number: string;
            candidates: components["schemas"]["CarrierCandidate"][];
            hints: components["schemas"]["TypoHint"][];
        };
        CarrierList: {
            items: components["schemas"]["Carrier"][];
        };
        /** @description What a key is to be from now on; what is absent is taken away. See CreateApiKeyRequest. */
        ChangeApiKeyRequest: {
            name: string;
            /** Format: date-time */
            expires_at?: string | null;
            scopes?: string[] | null;
            addresses?: string[] | null;
            /** Format: int32 */
            requests_per_minute?: number | null;
            /** Format: int32 */
            burst?: number | null;
            /** Format: int64 */
            monthly_quota?: number | null;
        };
        /**
         * @description Whether an event happened, is foreseen by a forecast, or is planned (GS1 EPCIS and DCSA use the same three words).
         * @enum {string}
         */
        Classifier: "actual" | "estimated" | "planned";
        /** @description Asks for a key. Without expires_at it lasts until revoked, without signing it cannot sign. */
        CreateApiKeyRequest: {
            name: string;
            role: components["schemas"]["Role"];
            /** Format: date-time */
            expires_at?: string | null;
            signing?: components["schemas"]["ApiKeySigning"] | null;
            /** @description Permissions, such as shipments:read, of those that the role has; all of them when absent. */
            scopes?: string[] | null;
            /** @description Up to 100 networks or addresses that it may be used from; everywhere when absent. */
            addresses?: string[] | null;
            /**
             * Format: int32
             * @description 1 to 10,000,000, on each node.
             */
            requests_per_minute?: number | null;
            /**
             * Format: int32
             * @description 1 to 10,000,000; as many as per minute when absent.
             */
            burst?: number | null;
            /**
             * Format: int64
             * @description 1 to 1,000,000,000,000 requests in a calendar month (UTC), on all nodes together.
             */
            monthly_quota?: number | null;
        };
        CreateOrganisationRequest: {
            /** @description 1 to 100 characters. */
            name: string;
            /** @description The name of its first administrator, 1 to 100 characters. */
            administrator: string;
        };
        /** @description A new shipment. Without carrier the service detects it from the number; "other" when nothing fits. */
        CreateShipmentRequest: {
            number: string;
            carrier?: string | null;
            reference?: string | null;
            origin?: components["schemas"]["Location"] | null;
            destination?: components["schemas"]["Location"] | null;
            /** Format: int32 */
            pieces?: number | null;
            /** Format: int64 */
            weight_grams?: number | null;
            eta?: components["schemas"]["Eta"] | null;
            /** Format: date-time */
            promised_at?: string | null;
        };
        CreateUserRequest: {
            /** @description 1 to 100 characters; several users may have the same. */
            name: string;
            role: components["schemas"]["Role"];
        };
        /**
         * @description What speaks for a candidate: its check digit, or only its shape.
         * @enum {string}
         */
        DetectionProof: "check_digit" | "shape";
        /** @description What a browser encrypts for (RFC 8291), in base64url. */
        DeviceKeys: {
            /** @description Its public key, 65 bytes. */
            p256dh: string;
            /** @description The secret it shares, 16 bytes. */
            auth: string;
        };
        /** @description A browser in which the caller is signed in. */
        DeviceSession: {
            /** @description Names the session where it is ended; it does not open anything. */
            id: string;
            /** @description As the browser calls itself, as in "Firefox"; absent when it does not say, or none of those known. */
            browser?: string | null;
            /** @description What it runs on, as in "Android"; absent when it does not say. */
            system?: string | null;
            /** @description Absent for a session that an earlier release has opened. */
            via?: (string & components["schemas"]["SignInWay"]) | null;
            /** Format: date-time */
            created_at: string;
            /**
             * Format: date-time
             * @description To the minute.
             */
            last_seen_at: string;
            /**
             * Format: date-time
             * @description When it ends unless it is used before, or at all.
             */
            expires_at: string;
            /** @description Whether it is the session of this request. */
            is_current: boolean;
        };
        DeviceSessionList: {
            items: components["schemas"]["DeviceSession"][];
        };
        /** @description When the parcel is expected, as a window. source names who said so, as "carrier", "api" or "event". */
        Eta: {
            /** Format: date-time */
            from: string;
            /** Format: date-time */
            through: string;
            source?: string | null;
        };
        /** @description One entry of a parcel's timeline. */
        Event: {
            /** Format: uuid */
            id: string;
            /**
             * Format: date-time
             * @description When it happened, UTC.
             */
            event_time: string;
            /**
             * Format: int32
             * @description Minutes east of UTC at the place, null when unknown.
             */
            utc_offset?: number | null;
            precision: components["schemas"]["Precision"];
            /**
             * Format: date-time
             * @description When this service stored it.
             */
            record_time: string;
            classifier: components["schemas"]["Classifier"];
            status: components["schemas"]["Status"];
            sub_status?: string | null;
            reason?: string | null;
            raw_code?: string | null;
            raw_text?: string | null;
            location?: components["schemas"]["Location"] | null;
            source: components["schemas"]["EventSource"];
            /** @description The mapping rule that read the event's status; "given" when the sender named the status, "unmapped" when no rule knows the raw code. */
            rule: string;
            /** @description True when the event may lead out of a terminal status. */
            correction: boolean;
            /** @description What the event tells beside the status; the shipment shows the flags of the event that explains its status. */
            flags: components["schemas"]["ShipmentFlag"][];
        };
        /** @description A page of a timeline, newest first. */
        EventPage: {
            items: components["schemas"]["Event"][];
            next?: string | null;
        };
        /**
         * @description Who told of an event.
         * @enum {string}
         */
        EventSource: "carrier" | "api" | "user" | "device";
        /** @description Asks what a device is subscribed to. */
        FindSubscriptionsRequest: {
            endpoint: string;
        };
        /** @description A number someone wants to follow. The postcode is asked for whenever the shipment has one. */
        FollowRequest: {
            number: string;
            postcode?: string | null;
        };
        /** @description The public token of a followed parcel and the path of its page. */
        Followed: {
            token: string;
            path: string;
        };
        /** @description The public answer of the health endpoints: the state and nothing else. */
        Health: {
            state: components["schemas"]["HealthState"];
        };
        /** @enum {string} */
        HealthState: "healthy" | "degraded" | "unhealthy";
        /** @description A run of lines that was written whole or not at all. */
        ImportChunk: {
            /** Format: int32 */
            first_line: number;
            /** Format: int32 */
            last_line: number;
            state: components["schemas"]["ImportChunkState"];
            /** Format: int32 */
            created: number;
            /** Format: int32 */
            duplicates: number;
            problems: components["schemas"]["ImportLineProblem"][];
        };
        /** @enum {string} */
        ImportChunkState: "committed" | "refused" | "already_committed";
        /** @description What is wrong with one line. line counts from 1 and includes the CSV header. */
        ImportLineProblem: {
            /** Format: int32 */
            line: number;
            problem: components["schemas"]["ItemProblem"];
        };
        /** @description The report of an import. Sending the same file (or its repaired copy) with the same id resumes it: committed chunks are skipped. */
        ImportReport: {
            id: string;
            /** @description True when every chunk is committed. */
            complete: boolean;
            /** Format: int32 */
            lines: number;
            /** Format: int32 */
            created: number;
            /** Format: int32 */
            duplicates: number;
            /** Format: int32 */
            refused: number;
            chunks: components["schemas"]["ImportChunk"][];
        };
        /** @description The key and its new secret, edge_{env}_{random}_{checksum}, which is never shown again. */
        IssuedApiKey: {
            api_key: components["schemas"]["ApiKey"];
            secret: string;
            /** @description For hmac_sha256: the 32 bytes to sign with, in base64, which follow from the secret and are not shown again either. */
            signing_key?: string | null;
        };
        /** @description A link that signs in once, whoever opens it first; it is never shown again. */
        IssuedSignInLink: {
            url: string;
            /** Format: date-time */
            expires_at: string;
        };
        /** @description Why an item of a batch or a line of an import was refused. */
        ItemProblem: {
            /** @description A problem type such as "shipment-not-found". */
            type: string;
            detail: string;
            field?: string | null;
        };
        /** @description Adds a wallet to those with which the caller signs in, by the same proof as signing in with it. */
        LinkWalletRequest: {
            chain: components["schemas"]["WalletChain"];
            message: string;
            signature: string;
            /** @description What the caller calls it, up to 60 characters; the chain's name if absent. */
            name?: string | null;
        };
        /** @description A place: any subset of the parts may be known. */
        Location: {
            /** @description Person, company, depot or street line; at most 200 characters. */
            name?: string | null;
            /** @description At most 100 characters. */
            city?: string | null;
            /** @description As written on the label; at most 20 characters. */
            postcode?: string | null;
            /** @description ISO 3166-1 alpha-2, upper case. */
            country?: string | null;
            /**
             * Format: double
             * @description Degrees north, -90 to 90 (WGS 84); given together with lon.
             */
            lat?: number | null;
            /**
             * Format: double
             * @description Degrees east, -180 to 180 (WGS 84).
             */
            lon?: number | null;
        };
        /** @description Who the caller is. via is "session", "api_key" or "anonymous". */
        Me: {
            via: string;
            name?: string | null;
            role?: (string & components["schemas"]["Role"]) | null;
            permissions: string[];
            /** Format: date-time */
            expires_at?: string | null;
            /** @description The one that the caller belongs to; absent for an anonymous one. */
            organisation?: components["schemas"]["OwnOrganisation"] | null;
            /**
             * Format: uuid
             * @description The id of who has signed in; absent for a key.
             */
            user?: string | null;
        };
        /** @description Whose shipments, keys and users are whose: nothing of one organisation exists for another. */
        Organisation: {
            /** Format: uuid */
            id: string;
            name: string;
            /** Format: date-time */
            created_at: string;
            /**
             * Format: int32
             * @description How many users it has who may sign in.
             */
            users: number;
            /** @description Whether an administrator of it has signed in; from then on it looks after its own users. */
            is_entered: boolean;
        };
        /** @description All organisations, the oldest first: that of the installation. */
        OrganisationList: {
            items: components["schemas"]["Organisation"][];
        };
        /** @description The caller's own organisation. */
        OwnOrganisation: {
            /** Format: uuid */
            id: string;
            name: string;
        };
        /** @description A passkey of the caller. */
        Passkey: {
            /** Format: uuid */
            id: string;
            name: string;
            /** @description Whether it can be on several devices, as those that a password manager keeps. */
            is_synced: boolean;
            /** @description Whether, when it was last used, there was a copy of it elsewhere. */
            is_backed_up: boolean;
            /** @description How browsers reach it, as in "internal" for the device itself, "hybrid" for a telephone, "usb". */
            transports: string[];
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            used_at?: string | null;
        };
        PasskeyAlgorithm: {
            type: string;
            /**
             * Format: int32
             * @description A number of COSE (RFC 9053): -8 is EdDSA, -7 is ES256.
             */
            alg: number;
        };
        /** @description Signs in with a passkey: AuthenticationResponseJSON of WebAuthn. */
        PasskeyAssertion: {
            id: string;
            type: string;
            response: components["schemas"]["PasskeyAssertionResponse"];
        };
        PasskeyAssertionResponse: {
            clientDataJSON: string;
            authenticatorData: string;
            signature: string;
            /** @description The id of the user, as the passkey was made with. */
            userHandle?: string | null;
        };
        /** @description What a browser makes a passkey from: PublicKeyCredentialCreationOptionsJSON of WebAuthn. */
        PasskeyCreationOptions: {
            rp: components["schemas"]["PasskeySite"];
            user: components["schemas"]["PasskeyUser"];
            /** @description Good once, in this browser. */
            challenge: string;
            pubKeyCredParams: components["schemas"]["PasskeyAlgorithm"][];
            /**
             * Format: int32
             * @description How long the challenge is good for, in milliseconds.
             */
            timeout: number;
            excludeCredentials: components["schemas"]["PasskeyDescriptor"][];
            authenticatorSelection: components["schemas"]["PasskeySelection"];
            attestation: string;
        };
        PasskeyDescriptor: {
            type: string;
            /** @description The credential's id, in base64url. */
            id: string;
            transports: string[];
        };
        PasskeyList: {
            items: components["schemas"]["Passkey"][];
        };
        /** @description A new passkey as the browser says it: RegistrationResponseJSON of WebAuthn. */
        PasskeyRegistration: {
            id: string;
            type: string;
            response: components["schemas"]["PasskeyRegistrationResponse"];
        };
        PasskeyRegistrationResponse: {
            clientDataJSON: string;
            attestationObject: string;
            /** @description How the browser can reach the passkey's device. */
            transports?: string[] | null;
        };
        /** @description What a browser asks its passkeys with: PublicKeyCredentialRequestOptionsJSON of WebAuthn. Any passkey of this site will do. */
        PasskeyRequestOptions: {
            /** @description Good once, in this browser. */
            challenge: string;
            /**
             * Format: int32
             * @description How long the challenge is good for, in milliseconds.
             */
            timeout: number;
            rpId: string;
            allowCredentials: components["schemas"]["PasskeyDescriptor"][];
            userVerification: string;
        };
        PasskeySelection: {
            residentKey: string;
            requireResidentKey: boolean;
            userVerification: string;
        };
        PasskeySite: {
            /** @description The host that passkeys are for. */
            id: string;
            name: string;
        };
        PasskeyUser: {
            /** @description The id of the user, in base64url. */
            id: string;
            name: string;
            displayName: string;
        };
        /**
         * @description How exact an event's time is: carriers often give a day only.
         * @enum {string}
         */
        Precision: "second" | "minute" | "day";
        /** @description An error as RFC 9457 describes it. type is a stable relative URI, /docs/problems#slug. */
        ProblemDetails: {
            type: string;
            title: string;
            /** Format: int32 */
            status: number;
            detail?: string | null;
            instance?: string | null;
            /** @description The same id as the answer's X-Request-Id header and the log lines of the request. */
            request_id: string;
            /** @description Per field (a JSON path such as destination.country), what is wrong with it. */
            errors?: {
                [key: string]: string[];
            } | null;
            /**
             * Format: uuid
             * @description The id of what is already there, when a creation met it.
             */
            existing?: string | null;
        };
        /** @description A proof as it is kept. Its photo is at /api/v1/shipments/{id}/proofs/{proof}/photo. */
        Proof: {
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            at: string;
            /**
             * Format: date-time
             * @description When this service stored it.
             */
            record_time: string;
            location?: components["schemas"]["Location"] | null;
            signature?: number[][] | null;
            /** @description "image/webp", "image/avif" or "image/jpeg"; null without a photo. */
            photo_type?: string | null;
            /**
             * Format: int32
             * @description In bytes; 0 without a photo.
             */
            photo_size: number;
        };
        /** @description The proofs of a shipment, oldest first; ten at the most. */
        ProofList: {
            items: components["schemas"]["Proof"][];
        };
        /** @description Who took the parcel, and when. Shown publicly only after the postcode challenge. */
        ProofOfDelivery: {
            received_by?: string | null;
            note?: string | null;
            /** Format: date-time */
            at?: string | null;
        };
        /** @description What the postcode challenge opens. */
        PublicDetails: {
            origin?: components["schemas"]["Location"] | null;
            destination?: components["schemas"]["Location"] | null;
            reference?: string | null;
            /** Format: int32 */
            pieces?: number | null;
            /** Format: int64 */
            weight_grams?: number | null;
            proof_of_delivery?: components["schemas"]["ProofOfDelivery"] | null;
        };
        PublicEvent: {
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            at: string;
            /** Format: int32 */
            utc_offset?: number | null;
            precision: components["schemas"]["Precision"];
            classifier: components["schemas"]["Classifier"];
            status: components["schemas"]["Status"];
            sub_status?: string | null;
            city?: string | null;
            country?: string | null;
            correction: boolean;
        };
        /** @description A proof as the postcode challenge opens it. */
        PublicProof: {
            /** Format: date-time */
            at: string;
            signature?: number[][] | null;
            photo_type?: string | null;
            /**
             * Format: byte
             * @description In base64.
             */
            photo?: string | null;
        };
        /** @description The newest proofs of a parcel, newest first; two at the most. */
        PublicProofList: {
            items: components["schemas"]["PublicProof"][];
        };
        /** @description What anyone who holds the token may see: status, city and time. */
        PublicShipment: {
            token: string;
            carrier: string;
            carrier_name: string;
            number: string;
            carrier_url?: string | null;
            status: components["schemas"]["Status"];
            flags: components["schemas"]["ShipmentFlag"][];
            sub_status?: string | null;
            explanation: components["schemas"]["StatusExplanation"];
            eta?: components["schemas"]["Eta"] | null;
            /** Format: date-time */
            promised_at?: string | null;
            /** Format: date-time */
            delivered_at?: string | null;
            destination_city?: string | null;
            destination_country?: string | null;
            has_details: boolean;
            events: components["schemas"]["PublicEvent"][];
            /** Format: date-time */
            fresh_as_of: string;
        };
        /** @description Drops from every level of every node what has a tag, as "shipment:{id}", or one key. Exactly one of them is given. */
        PurgeCacheRequest: {
            tag?: string | null;
            key?: string | null;
        };
        /** @description What became of the notifications to one push service. */
        PushDeliveries: {
            service: string;
            /** @description delivered, gone (the device is), refused, expired; retried counts tries. */
            outcome: string;
            /** Format: int64 */
            count: number;
        };
        /** @description How notifications fare. */
        PushReport: {
            /**
             * Format: int64
             * @description That are subscribed to something.
             */
            devices: number;
            /** Format: int64 */
            subscriptions: number;
            /**
             * Format: int64
             * @description Notifications that are not sent yet, those of quiet hours among them.
             */
            waiting: number;
            /** Format: date-time */
            oldest_due?: string | null;
            /** @description Of the last seven days. */
            deliveries: components["schemas"]["PushDeliveries"][];
        };
        /** @description When a device stays silent; what happens meanwhile it is told afterwards, the last status of each shipment. */
        QuietHours: {
            /** @description Such as 22:00. */
            from: string;
            /** @description Such as 07:00, the next morning if that is earlier. */
            until: string;
            /** @description The device's, as the IANA database names it. */
            time_zone: string;
            /**
             * Format: int32
             * @description Minutes that its clock is ahead of UTC, for servers that do not know the zone.
             */
            utc_offset: number;
        };
        /** @description Ends a subscription; without a scope, all of the device's. */
        RemoveSubscriptionsRequest: {
            endpoint: string;
            scope?: (string & components["schemas"]["SubscriptionScope"]) | null;
            parcel?: string | null;
        };
        RenameOrganisationRequest: {
            name: string;
        };
        RenamePasskeyRequest: {
            name: string;
        };
        /** @description The browser has given the device another endpoint. */
        RenewSubscriptionRequest: {
            old_endpoint: string;
            endpoint: string;
            keys: components["schemas"]["DeviceKeys"];
        };
        /**
         * @description What a user or a key may do: a viewer reads, a driver also tells events, an operator also keeps shipments, an administrator also lets others in.
         * @enum {string}
         */
        Role: "viewer" | "driver" | "operator" | "admin";
        /** @description The role that may least comes first. */
        RoleList: {
            items: components["schemas"]["RoleRights"][];
        };
        /** @description What the users of a role may do in the caller's organisation. */
        RoleRights: {
            role: components["schemas"]["Role"];
            /** @description noun:verb, as shipments:read. */
            permissions: string[];
        };
        /** @description Asks for another secret of the same key. */
        RotateApiKeyRequest: {
            /**
             * Format: int32
             * @description For how long the secrets so far hold on, up to 30 days; a day when absent, and 0 ends all of them at once.
             */
            overlap_seconds?: number | null;
            /**
             * Format: date-time
             * @description When the key expires then; when absent, after as long as was set last, or never as before.
             */
            expires_at?: string | null;
            /** @description For a key that signs with a private key: the public key in PEM of a new one; the same one goes on when absent. */
            public_key?: string | null;
        };
        /** @description Subscribes a device, or changes what it is subscribed to. Whoever knows the endpoint, which none can guess, is the device. */
        SaveSubscriptionRequest: {
            /** @description The address at the browser's push service. */
            endpoint: string;
            keys: components["schemas"]["DeviceKeys"];
            scope: components["schemas"]["SubscriptionScope"];
            /** @description Of which to tell, one at least. */
            statuses: components["schemas"]["Status"][];
            /** @description In which to tell, as RFC 5646 has it; an unknown one means English. It and the quiet hours are the device's. */
            language: string;
            /** @description The public token; with the scope parcel only. */
            parcel?: string | null;
            quiet_hours?: components["schemas"]["QuietHours"] | null;
        };
        /** @description One parcel on its way, as its operator sees it. Version is the ETag of the resource. */
        Shipment: {
            /**
             * Format: uuid
             * @description UUID version 7 (RFC 9562).
             */
            id: string;
            /** @description Unguessable public name; the public view is at /s/{token}. */
            token: string;
            /** @description Id from GET /api/v1/carriers, or "other". */
            carrier: string;
            /** @description Tracking number, normalised: upper case, without blanks and punctuation. */
            number: string;
            /** @description The number as it came in. */
            number_as_typed: string;
            reference?: string | null;
            origin?: components["schemas"]["Location"] | null;
            destination?: components["schemas"]["Location"] | null;
            /** Format: int32 */
            pieces?: number | null;
            /**
             * Format: int64
             * @description Gross weight in grams.
             */
            weight_grams?: number | null;
            status: components["schemas"]["Status"];
            sub_status?: string | null;
            reason?: string | null;
            flags: components["schemas"]["ShipmentFlag"][];
            explanation: components["schemas"]["StatusExplanation"];
            eta?: components["schemas"]["Eta"] | null;
            /** Format: date-time */
            promised_at?: string | null;
            /** Format: date-time */
            delivered_at?: string | null;
            proof_of_delivery?: components["schemas"]["ProofOfDelivery"] | null;
            /** Format: int64 */
            version: number;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
            /**
             * Format: date-time
             * @description When the last word about this parcel was recorded.
             */
            fresh_as_of: string;
            /** Format: date-time */
            archived_at?: string | null;
        };
        /**
         * @description What is unusual about a parcel beside its status: a parcel can be in transit and late.
         * @enum {string}
         */
        ShipmentFlag: "delayed" | "customs" | "action_required" | "exception" | "stale";
        /** @description A page of shipments. next is the cursor of the following page, null on the last one. A page may hold fewer than the limit, or none, and yet not be the last: go on as long as there is a next. */
        ShipmentPage: {
            items: components["schemas"]["Shipment"][];
            next?: string | null;
        };
        /** @description Exchanges the one-time token of a sign-in link for a session cookie. */
        SignInRequest: {
            token: string;
        };
        /**
         * @description With what a session was opened.
         * @enum {string}
         */
        SignInWay: "link" | "passkey" | "wallet";
        /**
         * @description The algorithms of RFC 9421, section 3.3, that keys sign with; their registered names have hyphens.
         * @enum {string}
         */
        SignatureAlgorithm: "hmac_sha256" | "ed25519" | "ecdsa_p256_sha256";
        /**
         * @description What happened last to a parcel. The rank (Of) breaks ties between events of one instant.
         * @enum {string}
         */
        Status: "unknown" | "expired" | "pending" | "picked_up" | "in_transit" | "on_hold" | "out_for_delivery" | "delivery_failed" | "ready_for_pickup" | "return_to_sender" | "delivered" | "returned" | "cancelled";
        /** @description Why the status is what it is: the event that set it, and the mapping rule that read the event. */
        StatusExplanation: {
            /**
             * Format: uuid
             * @description Null while no event has been seen.
             */
            event_id?: string | null;
            /** @description A rule of shared/carriers.json such as "ups.D", "given" (the event named its status), or "none". */
            rule: string;
        };
        Subscription: {
            scope: components["schemas"]["SubscriptionScope"];
            statuses: components["schemas"]["Status"][];
            /** @description The public token; absent with the scope shipments. */
            parcel?: string | null;
        };
        /** @description The public key of this service (RFC 8292), 65 bytes in base64url: what a browser subscribes with. */
        SubscriptionKey: {
            key: string;
        };
        /** @description All that a device is subscribed to; nothing for an endpoint that is not known. */
        SubscriptionList: {
            items: components["schemas"]["Subscription"][];
            quiet_hours?: components["schemas"]["QuietHours"] | null;
        };
        /**
         * @description Whose news a device is told: of one parcel, or, for those who are signed in, of all shipments of their organisation.
         * @enum {string}
         */
        SubscriptionScope: "parcel" | "shipments";
        /** @description A format whose shape fits but whose check digit does not. */
        TypoHint: {
            carrier: string;
            format: string;
            hint: string;
            /** @description Zero-based positions in the normalised number where a swap of two neighbours (position and the next) would repair it; empty when one digit is wrong. */
            positions: number[];
        };
        /** @description The postcode challenge: the destination's postcode opens the details of the public view. */
        UnlockDetailsRequest: {
            postcode: string;
        };
        /** @description Replaces the editable details of a shipment (PUT): what is absent is cleared. Needs If-Match. */
        UpdateShipmentRequest: {
            reference?: string | null;
            origin?: components["schemas"]["Location"] | null;
            destination?: components["schemas"]["Location"] | null;
            /** Format: int32 */
            pieces?: number | null;
            /** Format: int64 */
            weight_grams?: number | null;
            eta?: components["schemas"]["Eta"] | null;
            /** Format: date-time */
            promised_at?: string | null;
            proof_of_delivery?: components["schemas"]["ProofOfDelivery"] | null;
        };
        /** @description Replaces name and role. Another role ends the user's sessions. */
        UpdateUserRequest: {
            name: string;
            role: components["schemas"]["Role"];
        };
        /** @description Somebody who signs in. */
        User: {
            /** Format: uuid */
            id: string;
            name: string;
            role: components["schemas"]["Role"];
            /**
             * Format: int64
             * @description Counts the changes; If-Match of the next one names it.
             */
            version: number;
            /** Format: date-time */
            created_at: string;
            /**
             * Format: date-time
             * @description The last time; absent until the first.
             */
            signed_in_at?: string | null;
            /**
             * Format: date-time
             * @description Since then they cannot sign in; absent while they can.
             */
            disabled_at?: string | null;
            /**
             * Format: int32
             * @description In how many browsers they are signed in now.
             */
            sessions: number;
        };
        /** @description The users of an organisation by their names. */
        UserList: {
            items: components["schemas"]["User"][];
        };
        /** @description A passkey or a wallet with which a user signs in, as an administrator sees it. */
        UserWayIn: {
            /** Format: uuid */
            id: string;
            /** @description passkey or wallet. */
            way: components["schemas"]["SignInWay"];
            /** @description What its owner calls it. */
            name: string;
            /** @description Of a wallet. */
            chain?: (string & components["schemas"]["WalletChain"]) | null;
            /** @description Of a wallet, with its checksum (EIP-55), or in base58. */
            address?: string | null;
            /** Format: date-time */
            created_at: string;
            /**
             * Format: date-time
             * @description When somebody last signed in with it.
             */
            used_at?: string | null;
        };
        /** @description The passkeys and wallets of a user, the newest first. */
        UserWayInList: {
            items: components["schemas"]["UserWayIn"][];
        };
        /** @description A wallet with which its user signs in. */
        Wallet: {
            /** Format: uuid */
            id: string;
            chain: components["schemas"]["WalletChain"];
            /** @description With its checksum (EIP-55), or in base58. */
            address: string;
            name: string;
            /** Format: date-time */
            created_at: string;
            /**
             * Format: date-time
             * @description When somebody last signed in with it.
             */
            last_used_at?: string | null;
        };
        /**
         * @description Whose wallets can prove that they are there: Ethereum's by EIP-4361, Solana's by the Wallet Standard's sign-in.
         * @enum {string}
         */
        WalletChain: "ethereum" | "solana";
        /** @description The fields of the message to be signed: of EIP-4361, or of the Wallet Standard's SolanaSignInInput. It is good once, until expires_at, and in this browser, which has got a cookie with it. */
        WalletChallenge: {
            /** @description Host and port of the page that asks, as the wallet shows it. */
            domain: string;
            /** @description As the message has to spell it: with its checksum (EIP-55), or in base58. */
            address?: string | null;
            statement: string;
            uri: string;
            /** @description Always "1". */
            version: string;
            /** @description Of EIP-155, as "1"; or Solana's word, as "mainnet". */
            chain_id: string;
            nonce: string;
            /** Format: date-time */
            issued_at: string;
            /** Format: date-time */
            expires_at: string;
            /** @description The text to sign, if an address was given. */
            message?: string | null;
        };
        /** @description Asks for what a wallet has to sign. */
        WalletChallengeRequest: {
            chain: components["schemas"]["WalletChain"];
            /** @description The wallet's, where it is known already: the answer then has the whole message. */
            address?: string | null;
        };
        WalletList: {
            items: components["schemas"]["Wallet"][];
        };
        /** @description A message that a wallet has signed. */
        WalletSignInRequest: {
            chain: components["schemas"]["WalletChain"];
            /** @description Its text, byte for byte. */
            message: string;
            /** @description Ethereum's 65 bytes of personal_sign (EIP-191) as 0x and hexadecimal digits; Solana's 64 bytes in base64. */
            signature: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    GetCacheReport: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CacheReport"];
                };
            };
            /** @description Sign in first: [sign-in-needed](/docs/problems#sign-in-needed). */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Your role does not allow this: [permission-missing](/docs/problems#permission-missing). */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Another problem, such as too many requests or the service being busy. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    UndoCacheChange: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CacheChange"];
                };
            };
            /** @description A parameter cannot be used: [invalid-parameter](/docs/problems#invalid-parameter). */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Sign in first: [sign-in-needed](/docs/problems#sign-in-needed). */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Your role does not allow this: [permission-missing](/docs/problems#permission-missing). */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description There is nothing at this address: [not-found](/docs/problems#not-found). */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Another problem, such as too many requests or the service being busy. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    ListCacheKeys: {
        parameters: {
            query?: {
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CacheKeyList"];
                };
            };
            /** @description A parameter cannot be used: [invalid-parameter](/docs/problems#invalid-parameter). */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Sign in first: [sign-in-needed](/docs/problems#sign-in-needed). */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Your role does not allow this: [permission-missing](/docs/problems#permission-missing). */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Another problem, such as too many requests or the service being busy. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    PurgeCache: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PurgeCacheRequest"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The body is not the JSON this address takes: [invalid-json](/docs/problems#invalid-json). */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Sign in first: [sign-in-needed](/docs/problems#sign-in-needed). */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Your role does not allow this: [permission-missing](/docs/problems#permission-missing). */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description This address does not take this media type: [media-type-unsupported](/docs/problems#media-type-unsupported). */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Some fields are not valid: [validation-failed](/docs/problems#validation-failed). */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Another problem, such as too many requests or the service being busy. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    ListCacheRecommendations: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CacheRecommendationList"];
                };
            };
            /** @description Sign in first: [sign-in-needed](/docs/problems#sign-in-needed). */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Your role does not allow this: [permission-missing](/docs/problems#permission-missing). */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Another problem, such as too many requests or the service being busy. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    ApplyCacheRecommendation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CacheChange"];
                };
            };
            /** @description A parameter cannot be used: [invalid-parameter](/docs/problems#invalid-parameter). */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Sign in first: [sign-in-needed](/docs/problems#sign-in-needed). */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Your role does not allow this: [permission-missing](/docs/problems#permission-missing). */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description There is no such recommendation: [cache-recommendation-not-found](/docs/problems#cache-recommendation-not-found). */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The recommendation is out of date: [cache-recommendation-stale](/docs/problems#cache-recommendation-stale). */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Another problem, such as too many requests or the service being busy. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    GetPushReport: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PushReport"];
                };
            };
            /** @description Sign in first: [sign-in-needed](/docs/problems#sign-in-needed). */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Your role does not allow this: [permission-missing](/docs/problems#permission-missing). */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Another problem, such as too many requests or the service being busy. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    ListApiKeys: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKeyList"];
                };
            };
            /** @description Sign in first: [sign-in-needed](/docs/problems#sign-in-needed). */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Your role does not allow this: [permission-missing](/docs/problems#permission-missing). */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Another problem, such as too many requests or the service being busy. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    IssueApiKey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateApiKeyRequest"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IssuedApiKey"];
                };
            };
            /** @description The body is not the JSON this address takes: [invalid-json](/docs/problems#invalid-json). */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Sign in first: [sign-in-needed](/docs/problems#sign-in-needed). */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Your role does not allow this: [permission-missing](/docs/problems#permission-missing). */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description This address does not take this media type: [media-type-unsupported](/docs/problems#media-type-unsupported). */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Some fields are not valid: [validation-failed](/docs/problems#validation-failed). */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Another problem, such as too many requests or the service being busy. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    GetApiKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    /** @description The version, for If-None-Match and If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKey"];
                };
            };
            /** @description A parameter cannot be used: [invalid-parameter](/docs/problems#invalid-parameter). */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Sign in first: [sign-in-needed](/docs/problems#sign-in-needed). */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Your role does not allow this: [permission-missing](/docs/problems#permission-missing). */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description There is nothing at this address: [not-found](/docs/problems#not-found). */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Another problem, such as too many requests or the service being busy. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    ChangeApiKey: {
        parameters: {
            query?: never;
            header: {
                /** @description Repeats of this key with the same request get the first answer for 24 hours; with another request, 422. */
                "Idempotency-Key"?: string;
                /** @description The ETag of the version that was read. */
                "If-Match": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeApiKeyRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    /** @description The version, for If-None-Match and If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKey"];
                };
            };
            /** @description The body is not the JSON this address takes: [invalid-json](/docs/problems#invalid-json). */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Sign in first: [sign-in-needed](/docs/problems#sign-in-needed). */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Your role does not allow this: [permission-missing](/docs/problems#permission-missing). */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description There is nothing at this address: [not-found](/docs/problems#not-found). */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The API key has ended: [api-key-ended](/docs/problems#api-key-ended). */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The resource has changed meanwhile: [version-mismatch](/docs/problems#version-mismatch). */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description This address does not take this media type: [media-type-unsupported](/docs/problems#media-type-unsupported). */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description This Idempotency-Key was used for another request: [idempotency-key-reused](/docs/problems#idempotency-key-reused). Some fields are not valid: [validation-failed](/docs/problems#validation-failed). */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The change needs an If-Match header: [version-missing](/docs/problems#version-missing). */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Another problem, such as too many requests or the service being busy. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    RevokeApiKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A parameter cannot be used: [invalid-parameter](/docs/problems#invalid-parameter). */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Sign in first: [sign-in-needed](/docs/problems#sign-in-needed). */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Your role does not allow this: [permission-missing](/docs/problems#permission-missing). */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description There is nothing at this address: [not-found](/docs/problems#not-found). */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Another problem, such as too many requests or the service being busy. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    RotateApiKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["RotateApiKeyRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IssuedApiKey"];
                };
            };
            /** @description The body is not the JSON this address takes: [invalid-json](/docs/problems#invalid-json). */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Sign in first: [sign-in-needed](/docs/problems#sign-in-needed). */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Your role does not allow this: [permission-missing](/docs/problems#permission-missing). */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description There is nothing at this address: [not-found](/docs/problems#not-found). */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The API key has ended: [api-key-ended](/docs/problems#api-key-ended). Too many secrets of this API key still hold: [api-key-secrets-full](/docs/problems#api-key-secrets-full). */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description This address does not take this media type: [media-type-unsupported](/docs/problems#media-type-unsupported). */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Some fields are not valid: [validation-failed](/docs/problems#validation-failed). */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Another problem, such as too many requests or the service being busy. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    GetApiKeyUsage: {
        parameters: {
            query?: {
                from?: string;
                to?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKeyUsage"];
                };
            };
            /** @description A parameter cannot be used: [invalid-parameter](/docs/problems#invalid-parameter). */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Sign in first: [sign-in-needed](/docs/problems#sign-in-needed). */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Your role does not allow this: [permission-missing](/docs/problems#permission-missing). */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description There is nothing at this address: [not-found](/docs/problems#not-found). */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Another problem, such as too many requests or the service being busy. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    ListCarriers: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CarrierList"];
                };
            };
            /** @description Another problem, such as too many requests or the service being busy. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    DetectCarrier: {
        parameters: {
            query?: {
                /** @description As typed; a number that no format fits gives an empty list of candidates. */
                number?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CarrierDetection"];
                };
            };
            /** @description A parameter cannot be used: [invalid-parameter](/docs/problems#invalid-parameter). */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Another problem, such as too many requests or the service being busy. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    AppendEvents: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeats of this key with the same request get the first answer for 24 hours; with another request, 422. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AppendEventsRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AppendEventsResponse"];
                };
            };
            /** @description The body is not the JSON this address takes: [invalid-json](/docs/problems#invalid-json). */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Sign in first: [sign-in-needed](/docs/problems#sign-in-needed). */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Your role does not allow this: [permission-missing](/docs/problems#permission-missing). */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description This address does not take this media type: [media-type-unsupported](/docs/problems#media-type-unsupported). */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description This Idempotency-Key was used for another request: [idempotency-key-reused](/docs/problems#idempotency-key-reused). Some fields are not valid: [validation-failed](/docs/problems#validation-failed). */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Another problem, such as too many requests or the service being busy. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    FollowShipment: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FollowRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Followed"];
                };
            };
            /** @description The body is not the JSON this address takes: [invalid-json](/docs/problems#invalid-json). */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description No parcel matches: [parcel-not-found](/docs/problems#parcel-not-found). */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description This address does not take this media type: [media-type-unsupported](/docs/problems#media-type-unsupported). */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Some fields are not valid: [validation-failed](/docs/problems#validation-failed). */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Another problem, such as too many requests or the service being busy. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    ListOrganisations: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrganisationList"];
                };
            };
            /** @description Sign in first: [sign-in-needed](/docs/problems#sign-in-needed). */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Your role does not allow this: [permission-missing](/docs/problems#permission-missing). */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Another problem, such as too many requests or the service being busy. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    AddOrganisation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateOrganisationRequest"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AddedOrganisation"];
                };
            };
            /** @description The body is not the JSON this address takes: [invalid-json](/docs/problems#invalid-json). */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Sign in first: [sign-in-needed](/docs/problems#sign-in-needed). */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Your role does not allow this: [permission-missing](/docs/problems#permission-missing). */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description This address does not take this media type: [media-type-unsupported](/docs/problems#media-type-unsupported). */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Some fields are not valid: [validation-failed](/docs/problems#validation-failed). */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Another problem, such as too many requests or the service being busy. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    RenameOrganisation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RenameOrganisationRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Organisation"];
                };
            };
            /** @description The body is not the JSON this address takes: [invalid-json](/docs/problems#invalid-json). */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Sign in first: [sign-in-needed](/docs/problems#sign-in-needed). */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Your role does not allow this: [permission-missing](/docs/problems#permission-missing). */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description There is nothing at this address: [not-found](/docs/problems#not-found). */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description This address does not take this media type: [media-type-unsupported](/docs/problems#media-type-unsupported). */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Some fields are not valid: [validation-failed](/docs/problems#validation-failed). */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Another problem, such as too many requests or the service being busy. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    IssueAdministratorLink: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IssuedSignInLink"];
                };
            };
            /** @description A parameter cannot be used: [invalid-parameter](/docs/problems#invalid-parameter). */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Sign in first: [sign-in-needed](/docs/problems#sign-in-needed). */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Your role does not allow this: [permission-missing](/docs/problems#permission-missing). */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description There is nothing at this address: [not-found](/docs/problems#not-found). */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Another problem, such as too many requests or the service being busy. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    ListRoles: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoleList"];
                };
            };
            /** @description Sign in first: [sign-in-needed](/docs/problems#sign-in-needed). */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Your role does not allow this: [permission-missing](/docs/problems#permission-missing). */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Another problem, such as too many requests or the service being busy. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    GetSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            /** @description Another problem, such as too many requests or the service being busy. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    CreateSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignInRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            /** @description The body is not the JSON this address takes: [invalid-json](/docs/problems#invalid-json). */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The sign-in link is not valid: [sign-in-link-invalid](/docs/problems#sign-in-link-invalid). */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description This address does not take this media type: [media-type-unsupported](/docs/problems#media-type-unsupported). */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Some fields are not valid: [validation-failed](/docs/problems#validation-failed). */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Another problem, such as too many requests or the service being busy. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    DeleteSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Another problem, such as too many requests or the service being busy. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    CreateChallenge: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WalletChallengeRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WalletChallenge"];
                };
            };
            /** @description The body is not the JSON this address takes: [invalid-json](/docs/problems#invalid-json). */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description This address does not take this media type: [media-type-unsupported](/docs/problems#media-type-unsupported). */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Some fields are not valid: [validation-failed](/docs/problems#validation-failed). */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Another problem, such as too many requests or the service being busy. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    SignInWithPasskey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasskeyAssertion"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            /** @description The body is not the JSON this address takes: [invalid-json](/docs/problems#invalid-json). */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The passkey is not accepted: [passkey-refused](/docs/problems#passkey-refused). */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description This address does not take this media type: [media-type-unsupported](/docs/problems#media-type-unsupported). */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Some fields are not valid: [validation-failed](/docs/problems#validation-failed). */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Another problem, such as too many requests or the service being busy. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    ChallengePasskeys: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PasskeyRequestOptions"];
                };
            };
            /** @description Another problem, such as too many requests or the service being busy. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    ListPasskeys: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PasskeyList"];
                };
            };
            /** @description Sign in first: [sign-in-needed](/docs/problems#sign-in-needed). */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description A person has to do this: [session-needed](/docs/problems#session-needed). */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Another problem, such as too many requests or the service being busy. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    AddPasskey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AddPasskeyRequest"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Passkey"];
                };
            };
            /** @description The body is not the JSON this address takes: [invalid-json](/docs/problems#invalid-json). */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Sign in first: [sign-in-needed](/docs/problems#sign-in-needed). */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description A person has to do this: [session-needed](/docs/problems#session-needed). */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description This address does not take this media type: [media-type-unsupported](/docs/problems#media-type-unsupported). */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The passkey cannot be used: [passkey-unusable](/docs/problems#passkey-unusable). Some fields are not valid: [validation-failed](/docs/problems#validation-failed). */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Another problem, such as too many requests or the service being busy. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    ChallengeNewPasskey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PasskeyCreationOptions"];
                };
            };
            /** @description Sign in first: [sign-in-needed](/docs/problems#sign-in-needed). */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description A person has to do this: [session-needed](/docs/problems#session-needed). */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Another problem, such as too many requests or the service being busy. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    RenamePasskey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RenamePasskeyRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Passkey"];
                };
            };
            /** @description The body is not the JSON this address takes: [invalid-json](/docs/problems#invalid-json). */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Sign in first: [sign-in-needed](/docs/problems#sign-in-needed). */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description A person has to do this: [session-needed](/docs/problems#session-needed). */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description There is no such passkey: [passkey-not-found](/docs/problems#passkey-not-found). */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description This address does not take this media type: [media-type-unsupported](/docs/problems#media-type-unsupported). */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Some fields are not valid: [validation-failed](/docs/problems#validation-failed). */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Another problem, such as too many requests or the service being busy. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    RemovePasskey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A parameter cannot be used: [invalid-parameter](/docs/problems#invalid-parameter). */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Sign in first: [sign-in-needed](/docs/problems#sign-in-needed). */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description A person has to do this: [session-needed](/docs/problems#session-needed). */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description There is nothing at this address: [not-found](/docs/problems#not-found). */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Another problem, such as too many requests or the service being busy. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    SignInWithWallet: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WalletSignInRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            /** @description The body is not the JSON this address takes: [invalid-json](/docs/problems#invalid-json). */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Nobody here signs in with this wallet: [wallet-unknown](/docs/problems#wallet-unknown). */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description This address does not take this media type: [media-type-unsupported](/docs/problems#media-type-unsupported). */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Some fields are not valid: [validation-failed](/docs/problems#validation-failed). */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Another problem, such as too many requests or the service being busy. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    ListWallets: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WalletList"];
                };
            };
            /** @description Sign in first: [sign-in-needed](/docs/problems#sign-in-needed). */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description A person has to do this: [session-needed](/docs/problems#session-needed). */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Another problem, such as too many requests or the service being busy. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    LinkWallet: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LinkWalletRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Wallet"];
                };
            };
            /** @description The body is not the JSON this address takes: [invalid-json](/docs/problems#invalid-json). */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Sign in first: [sign-in-needed](/docs/problems#sign-in-needed). */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description A person has to do this: [session-needed](/docs/problems#session-needed). */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description This address does not take this media type: [media-type-unsupported](/docs/problems#media-type-unsupported). */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Some fields are not valid: [validation-failed](/docs/problems#validation-failed). */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Another problem, such as too many requests or the service being busy. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    CreateWalletChallenge: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WalletChallengeRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WalletChallenge"];
                };
            };
            /** @description The body is not the JSON this address takes: [invalid-json](/docs/problems#invalid-json). */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Sign in first: [sign-in-needed](/docs/problems#sign-in-needed). */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description A person has to do this: [session-needed](/docs/problems#session-needed). */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description This address does not take this media type: [media-type-unsupported](/docs/problems#media-type-unsupported). */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Some fields are not valid: [validation-failed](/docs/problems#validation-failed). */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Another problem, such as too many requests or the service being busy. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    UnlinkWallet: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A parameter cannot be used: [invalid-parameter](/docs/problems#invalid-parameter). */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Sign in first: [sign-in-needed](/docs/problems#sign-in-needed). */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description A person has to do this: [session-needed](/docs/problems#session-needed). */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description There is nothing at this address: [not-found](/docs/problems#not-found). */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Another problem, such as too many requests or the service being busy. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    ListSessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeviceSessionList"];
                };
            };
            /** @description Sign in first: [sign-in-needed](/docs/problems#sign-in-needed). */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description A person has to do this: [session-needed](/docs/problems#session-needed). */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Another problem, such as too many requests or the service being busy. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    RevokeOtherSessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Sign in first: [sign-in-needed](/docs/problems#sign-in-needed). */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description A person has to do this: [session-needed](/docs/problems#session-needed). */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Another problem, such as too many requests or the service being busy. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    RevokeSession: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A parameter cannot be used: [invalid-parameter](/docs/problems#invalid-parameter). */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Sign in first: [sign-in-needed](/docs/problems#sign-in-needed). */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description A person has to do this: [session-needed](/docs/problems#session-needed). */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description There is no such session: [session-not-found](/docs/problems#session-not-found). */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Another problem, such as too many requests or the service being busy. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    ListShipments: {
        parameters: {
            query?: {
                status?: string;
                carrier?: string;
                flag?: string;
                archived?: string;
                updated_since?: string;
                search?: string;
                cursor?: string;
                limit?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShipmentPage"];
                };
            };
            /** @description A parameter cannot be used: [invalid-parameter](/docs/problems#invalid-parameter). */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Sign in first: [sign-in-needed](/docs/problems#sign-in-needed). */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Your role does not allow this: [permission-missing](/docs/problems#permission-missing). */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Another problem, such as too many requests or the service being busy. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    CreateShipment: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeats of this key with the same request get the first answer for 24 hours; with another request, 422. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateShipmentRequest"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Shipment"];
                };
            };
            /** @description The body is not the JSON this address takes: [invalid-json](/docs/problems#invalid-json). */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Sign in first: [sign-in-needed](/docs/problems#sign-in-needed). */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Your role does not allow this: [permission-missing](/docs/problems#permission-missing). */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description This carrier's number is already tracked: [shipment-exists](/docs/problems#shipment-exists). */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description This address does not take this media type: [media-type-unsupported](/docs/problems#media-type-unsupported). */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description This Idempotency-Key was used for another request: [idempotency-key-reused](/docs/problems#idempotency-key-reused). Some fields are not valid: [validation-failed](/docs/problems#validation-failed). */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Another problem, such as too many requests or the service being busy. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    ImportShipments: {
        parameters: {
            query?: {
                id?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "text/csv": string;
                "application/x-ndjson": string;
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportReport"];
                };
            };
            /** @description The body is not the JSON this address takes: [invalid-json](/docs/problems#invalid-json). A parameter cannot be used: [invalid-parameter](/docs/problems#invalid-parameter). */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Sign in first: [sign-in-needed](/docs/problems#sign-in-needed). */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Your role does not allow this: [permission-missing](/docs/problems#permission-missing). */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description This address does not take this media type: [media-type-unsupported](/docs/problems#media-type-unsupported). */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Some fields are not valid: [validation-failed](/docs/problems#validation-failed). */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Another problem, such as too many requests or the service being busy. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    GetImport: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportReport"];
                };
            };
            /** @description A parameter cannot be used: [invalid-parameter](/docs/problems#invalid-parameter). */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Sign in first: [sign-in-needed](/docs/problems#sign-in-needed). */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Your role does not allow this: [permission-missing](/docs/problems#permission-missing). */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description There is no such import: [import-not-found](/docs/problems#import-not-found). */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Another problem, such as too many requests or the service being busy. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    GetShipment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Shipment"];
                };
            };
            /** @description A parameter cannot be used: [invalid-parameter](/docs/problems#invalid-parameter). */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Sign in first: [sign-in-needed](/docs/problems#sign-in-needed). */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Your role does not allow this: [permission-missing](/docs/problems#permission-missing). */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description There is no such shipment: [shipment-not-found](/docs/problems#shipment-not-found). */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Another problem, such as too many requests or the service being busy. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    UpdateShipment: {
        parameters: {
            query?: never;
            header: {
                /** @description Repeats of this key with the same request get the first answer for 24 hours; with another request, 422. */
                "Idempotency-Key"?: string;
                /** @description The ETag of the version that was read. */
                "If-Match": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateShipmentRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    /** @description The version, for If-None-Match and If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Shipment"];
                };
            };
            /** @description The body is not the JSON this address takes: [invalid-json](/docs/problems#invalid-json). */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Sign in first: [sign-in-needed](/docs/problems#sign-in-needed). */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Your role does not allow this: [permission-missing](/docs/problems#permission-missing). */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description There is no such shipment: [shipment-not-found](/docs/problems#shipment-not-found). */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The resource has changed meanwhile: [version-mismatch](/docs/problems#version-mismatch). */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description This address does not take this media type: [media-type-unsupported](/docs/problems#media-type-unsupported). */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description This Idempotency-Key was used for another request: [idempotency-key-reused](/docs/problems#idempotency-key-reused). Some fields are not valid: [validation-failed](/docs/problems#validation-failed). */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The change needs an If-Match header: [version-missing](/docs/problems#version-missing). */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Another problem, such as too many requests or the service being busy. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    ArchiveShipment: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeats of this key with the same request get the first answer for 24 hours; with another request, 422. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Shipment"];
                };
            };
            /** @description A parameter cannot be used: [invalid-parameter](/docs/problems#invalid-parameter). */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Sign in first: [sign-in-needed](/docs/problems#sign-in-needed). */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Your role does not allow this: [permission-missing](/docs/problems#permission-missing). */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description There is no such shipment: [shipment-not-found](/docs/problems#shipment-not-found). */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description This Idempotency-Key was used for another request: [idempotency-key-reused](/docs/problems#idempotency-key-reused). */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Another problem, such as too many requests or the service being busy. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    ListEvents: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventPage"];
                };
            };
            /** @description A parameter cannot be used: [invalid-parameter](/docs/problems#invalid-parameter). */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Sign in first: [sign-in-needed](/docs/problems#sign-in-needed). */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Your role does not allow this: [permission-missing](/docs/problems#permission-missing). */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description There is no such shipment: [shipment-not-found](/docs/problems#shipment-not-found). */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Another problem, such as too many requests or the service being busy. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    AppendEvent: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeats of this key with the same request get the first answer for 24 hours; with another request, 422. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AppendEventRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AppendedEvent"];
                };
            };
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AppendedEvent"];
                };
            };
            /** @description The body is not the JSON this address takes: [invalid-json](/docs/problems#invalid-json). */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Sign in first: [sign-in-needed](/docs/problems#sign-in-needed). */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Your role does not allow this: [permission-missing](/docs/problems#permission-missing). */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description There is no such shipment: [shipment-not-found](/docs/problems#shipment-not-found). */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description This address does not take this media type: [media-type-unsupported](/docs/problems#media-type-unsupported). */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description This Idempotency-Key was used for another request: [idempotency-key-reused](/docs/problems#idempotency-key-reused). Some fields are not valid: [validation-failed](/docs/problems#validation-failed). */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Another problem, such as too many requests or the service being busy. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    WatchShipment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            /** @description A parameter cannot be used: [invalid-parameter](/docs/problems#invalid-parameter). */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Sign in first: [sign-in-needed](/docs/problems#sign-in-needed). */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Your role does not allow this: [permission-missing](/docs/problems#permission-missing). */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description There is nothing at this address: [not-found](/docs/problems#not-found). */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Another problem, such as too many requests or the service being busy. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    ListProofs: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProofList"];
                };
            };
            /** @description A parameter cannot be used: [invalid-parameter](/docs/problems#invalid-parameter). */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Sign in first: [sign-in-needed](/docs/problems#sign-in-needed). */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Your role does not allow this: [permission-missing](/docs/problems#permission-missing). */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description There is no such shipment: [shipment-not-found](/docs/problems#shipment-not-found). */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Another problem, such as too many requests or the service being busy. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    AddProof: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AddProofRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Proof"];
                };
            };
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Proof"];
                };
            };
            /** @description The body is not the JSON this address takes: [invalid-json](/docs/problems#invalid-json). */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Sign in first: [sign-in-needed](/docs/problems#sign-in-needed). */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Your role does not allow this: [permission-missing](/docs/problems#permission-missing). */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description There is no such shipment: [shipment-not-found](/docs/problems#shipment-not-found). */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The shipment has as many proofs of delivery as it can have: [proofs-full](/docs/problems#proofs-full). */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description This address does not take this media type: [media-type-unsupported](/docs/problems#media-type-unsupported). */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Some fields are not valid: [validation-failed](/docs/problems#validation-failed). */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Another problem, such as too many requests or the service being busy. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    GetProofPhoto: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                proof: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/webp": string;
                    "image/avif": string;
                    "image/jpeg": string;
                };
            };
            /** @description A parameter cannot be used: [invalid-parameter](/docs/problems#invalid-parameter). */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Sign in first: [sign-in-needed](/docs/problems#sign-in-needed). */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Your role does not allow this: [permission-missing](/docs/problems#permission-missing). */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description There is no such proof of delivery, or it has no photo: [proof-not-found](/docs/problems#proof-not-found). */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Another problem, such as too many requests or the service being busy. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    SaveSubscription: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SaveSubscriptionRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Subscription"];
                };
            };
            /** @description The body is not the JSON this address takes: [invalid-json](/docs/problems#invalid-json). */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Sign in first: [sign-in-needed](/docs/problems#sign-in-needed). */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Your role does not allow this: [permission-missing](/docs/problems#permission-missing). */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description This address does not take this media type: [media-type-unsupported](/docs/problems#media-type-unsupported). */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Some fields are not valid: [validation-failed](/docs/problems#validation-failed). */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Another problem, such as too many requests or the service being busy. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    FindSubscriptions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FindSubscriptionsRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SubscriptionList"];
                };
            };
            /** @description The body is not the JSON this address takes: [invalid-json](/docs/problems#invalid-json). */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description This address does not take this media type: [media-type-unsupported](/docs/problems#media-type-unsupported). */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Some fields are not valid: [validation-failed](/docs/problems#validation-failed). */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Another problem, such as too many requests or the service being busy. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    GetSubscriptionKey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SubscriptionKey"];
                };
            };
            /** @description Another problem, such as too many requests or the service being busy. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    RemoveSubscriptions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RemoveSubscriptionsRequest"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The body is not the JSON this address takes: [invalid-json](/docs/problems#invalid-json). */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description This address does not take this media type: [media-type-unsupported](/docs/problems#media-type-unsupported). */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Some fields are not valid: [validation-failed](/docs/problems#validation-failed). */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Another problem, such as too many requests or the service being busy. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    RenewSubscription: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RenewSubscriptionRequest"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The body is not the JSON this address takes: [invalid-json](/docs/problems#invalid-json). */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description This device is subscribed to nothing: [subscription-not-found](/docs/problems#subscription-not-found). */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description This address does not take this media type: [media-type-unsupported](/docs/problems#media-type-unsupported). */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Some fields are not valid: [validation-failed](/docs/problems#validation-failed). */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Another problem, such as too many requests or the service being busy. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    ListUsers: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserList"];
                };
            };
            /** @description Sign in first: [sign-in-needed](/docs/problems#sign-in-needed). */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Your role does not allow this: [permission-missing](/docs/problems#permission-missing). */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Another problem, such as too many requests or the service being busy. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    AddUser: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateUserRequest"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AddedUser"];
                };
            };
            /** @description The body is not the JSON this address takes: [invalid-json](/docs/problems#invalid-json). */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Sign in first: [sign-in-needed](/docs/problems#sign-in-needed). */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Your role does not allow this: [permission-missing](/docs/problems#permission-missing). */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description This address does not take this media type: [media-type-unsupported](/docs/problems#media-type-unsupported). */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Some fields are not valid: [validation-failed](/docs/problems#validation-failed). */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Another problem, such as too many requests or the service being busy. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    UpdateUser: {
        parameters: {
            query?: never;
            header: {
                /** @description Repeats of this key with the same request get the first answer for 24 hours; with another request, 422. */
                "Idempotency-Key"?: string;
                /** @description The ETag of the version that was read. */
                "If-Match": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateUserRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    /** @description The version, for If-None-Match and If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            /** @description The body is not the JSON this address takes: [invalid-json](/docs/problems#invalid-json). */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Sign in first: [sign-in-needed](/docs/problems#sign-in-needed). */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Your role does not allow this: [permission-missing](/docs/problems#permission-missing). */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description There is nothing at this address: [not-found](/docs/problems#not-found). */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description This is the last administrator: [last-administrator](/docs/problems#last-administrator). */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The resource has changed meanwhile: [version-mismatch](/docs/problems#version-mismatch). */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description This address does not take this media type: [media-type-unsupported](/docs/problems#media-type-unsupported). */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description This Idempotency-Key was used for another request: [idempotency-key-reused](/docs/problems#idempotency-key-reused). Some fields are not valid: [validation-failed](/docs/problems#validation-failed). */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The change needs an If-Match header: [version-missing](/docs/problems#version-missing). */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Another problem, such as too many requests or the service being busy. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    DisableUser: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeats of this key with the same request get the first answer for 24 hours; with another request, 422. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            /** @description A parameter cannot be used: [invalid-parameter](/docs/problems#invalid-parameter). */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Sign in first: [sign-in-needed](/docs/problems#sign-in-needed). */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Your role does not allow this: [permission-missing](/docs/problems#permission-missing). */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description There is nothing at this address: [not-found](/docs/problems#not-found). */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description This is the last administrator: [last-administrator](/docs/problems#last-administrator). Nobody shuts themselves out: [own-user](/docs/problems#own-user). */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description This Idempotency-Key was used for another request: [idempotency-key-reused](/docs/problems#idempotency-key-reused). */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Another problem, such as too many requests or the service being busy. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    EnableUser: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeats of this key with the same request get the first answer for 24 hours; with another request, 422. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            /** @description A parameter cannot be used: [invalid-parameter](/docs/problems#invalid-parameter). */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Sign in first: [sign-in-needed](/docs/problems#sign-in-needed). */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Your role does not allow this: [permission-missing](/docs/problems#permission-missing). */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description There is nothing at this address: [not-found](/docs/problems#not-found). */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description This Idempotency-Key was used for another request: [idempotency-key-reused](/docs/problems#idempotency-key-reused). */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Another problem, such as too many requests or the service being busy. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    EndUserSessions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A parameter cannot be used: [invalid-parameter](/docs/problems#invalid-parameter). */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Sign in first: [sign-in-needed](/docs/problems#sign-in-needed). */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Your role does not allow this: [permission-missing](/docs/problems#permission-missing). */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description There is nothing at this address: [not-found](/docs/problems#not-found). */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Another problem, such as too many requests or the service being busy. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    IssueSignInLink: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IssuedSignInLink"];
                };
            };
            /** @description A parameter cannot be used: [invalid-parameter](/docs/problems#invalid-parameter). */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Sign in first: [sign-in-needed](/docs/problems#sign-in-needed). */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Your role does not allow this: [permission-missing](/docs/problems#permission-missing). */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description There is nothing at this address: [not-found](/docs/problems#not-found). */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The user is disabled: [user-disabled](/docs/problems#user-disabled). */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Another problem, such as too many requests or the service being busy. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    ListWaysIn: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserWayInList"];
                };
            };
            /** @description A parameter cannot be used: [invalid-parameter](/docs/problems#invalid-parameter). */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Sign in first: [sign-in-needed](/docs/problems#sign-in-needed). */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Your role does not allow this: [permission-missing](/docs/problems#permission-missing). */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description There is nothing at this address: [not-found](/docs/problems#not-found). */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Another problem, such as too many requests or the service being busy. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    RemoveWayIn: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                way: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A parameter cannot be used: [invalid-parameter](/docs/problems#invalid-parameter). */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Sign in first: [sign-in-needed](/docs/problems#sign-in-needed). */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Your role does not allow this: [permission-missing](/docs/problems#permission-missing). */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description There is nothing at this address: [not-found](/docs/problems#not-found). */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Another problem, such as too many requests or the service being busy. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    GetHealth: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            /** @description Another problem, such as too many requests or the service being busy. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    GetLiveness: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            /** @description Another problem, such as too many requests or the service being busy. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    GetReadiness: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            /** @description Another problem, such as too many requests or the service being busy. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    GetPublicShipment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublicShipment"];
                };
            };
            /** @description A parameter cannot be used: [invalid-parameter](/docs/problems#invalid-parameter). */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description There is no such shipment: [shipment-not-found](/docs/problems#shipment-not-found). */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Another problem, such as too many requests or the service being busy. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    UnlockDetails: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UnlockDetailsRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublicDetails"];
                };
            };
            /** @description The body is not the JSON this address takes: [invalid-json](/docs/problems#invalid-json). */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The postcode does not match: [postcode-mismatch](/docs/problems#postcode-mismatch). */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description There is no such shipment: [shipment-not-found](/docs/problems#shipment-not-found). */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description This address does not take this media type: [media-type-unsupported](/docs/problems#media-type-unsupported). */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Some fields are not valid: [validation-failed](/docs/problems#validation-failed). */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Another problem, such as too many requests or the service being busy. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    WatchPublicShipment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            /** @description A parameter cannot be used: [invalid-parameter](/docs/problems#invalid-parameter). */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description There is no such shipment: [shipment-not-found](/docs/problems#shipment-not-found). */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Another problem, such as too many requests or the service being busy. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    UnlockProofs: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UnlockDetailsRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublicProofList"];
                };
            };
            /** @description The body is not the JSON this address takes: [invalid-json](/docs/problems#invalid-json). */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The postcode does not match: [postcode-mismatch](/docs/problems#postcode-mismatch). */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description There is no such shipment: [shipment-not-found](/docs/problems#shipment-not-found). */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description This address does not take this media type: [media-type-unsupported](/docs/problems#media-type-unsupported). */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Some fields are not valid: [validation-failed](/docs/problems#validation-failed). */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Another problem, such as too many requests or the service being busy. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
}
