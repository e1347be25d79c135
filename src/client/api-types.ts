// Written by `npm run client:write` from the machine API's description.
export type paths = {
    "/bundles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List bundles
         * @description Products made of others at one price. `GET /products/{slug}` says what is in one. Needs no token.
         */
        get: operations["listBundles"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/checkouts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Open a checkout for a customer
         * @description Opens Stripe’s page on which your customer subscribes to a tier. A live key charges through your own Stripe account, a preview key through the marketplace’s test account. Once paid, the customer’s next call counts against the new tier.
         */
        post: operations["openCheckout"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/customers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List customers
         * @description The customers of the world your key belongs to, newest first, with tier, use and subscription.
         */
        get: operations["listCustomers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/customers/{externalId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a customer
         * @description One customer by your own name for it, with tier, use and subscription.
         */
        get: operations["getCustomer"];
        /**
         * Make or change a customer
         * @description Makes the customer, or changes what you send and leaves the rest. May be repeated. The first metered call makes a customer as well, on your default tier.
         *
         *     A running subscription decides the tier: setting another answers 409.
         */
        put: operations["putCustomer"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/downloads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Get a link to a download
         * @description Checks that you may use the product and answers a link to one version. The link works for ten minutes, for whoever has it. Each call counts as one download.
         */
        post: operations["createDownload"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/entitlements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what you may use
         * @description Everything you hold, in person or through an organization, newest first, with the versions you may download.
         */
        get: operations["listEntitlements"];
        put?: never;
        post?: never;
        delete?: never;
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
         * Ask whether the API answers
         * @description Answers while the API and its database do. Needs no key.
         */
        get: operations["getHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read this description
         * @description Every operation of the API in OpenAPI 3.1, for client generators. May be cached; a repeated request with `If-None-Match` answers 304.
         */
        get: operations["getDescription"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/products": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Search the catalogue
         * @description What is on sale in the marketplace. A parameter given more than once asks for any of its values; different parameters narrow each other; those that begin with `not` exclude. Needs no token.
         */
        get: operations["listProducts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/products/{slug}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a product with its versions
         * @description Everything the product’s page shows: prices, versions with changelog and checksum, contents. Needs no token.
         */
        get: operations["getProduct"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tiers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List tiers
         * @description The tiers you offer, cheapest first: what a pricing page needs.
         */
        get: operations["listTiers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/usage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a customer’s usage
         * @description What a customer has used of each meter in the period that runs, and what was counted on the days before. A customer’s own key or token reads its own.
         */
        get: operations["getUsage"];
        put?: never;
        /**
         * Count a call
         * @description Counts units against the customer’s tier, or refuses: exactly, however many calls come at once. Call it before you do the work.
         *
         *     A refused call costs nothing and may be tried again. An accepted one counts when it is decided, whether or not its answer reaches you: send `Idempotency-Key`, and repeat the call with it when you are not sure.
         */
        post: operations["consumeUsage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
};
export type webhooks = Record<string, never>;
export type components = {
    schemas: {
        ApiDescription: {
            /** @description The version of OpenAPI it is written in. */
            openapi: string;
        } & {
            [key: string]: unknown;
        };
        ApiError: {
            error: {
                /**
                 * @description What went wrong, for programs.
                 * @enum {string}
                 */
                code: "INVALID_INPUT" | "UNAUTHENTICATED" | "PAYMENT_REQUIRED" | "FORBIDDEN" | "READ_ONLY" | "NOT_FOUND" | "METHOD_NOT_ALLOWED" | "CONFLICT" | "GONE" | "TOO_LARGE" | "UNSUPPORTED_MEDIA" | "UNPROCESSABLE" | "RATE_LIMITED" | "LIMIT_REACHED" | "UNAVAILABLE" | "INTERNAL";
                /** @description The field at fault, a finer reason, the scope that is missing, the seconds to wait. */
                details: {
                    field?: string;
                    reason?: string;
                    retryAfterSeconds?: number;
                    scope?: string;
                };
                /** @description The same for people. */
                message: string;
                /** @description Quote it when you write to us; also in `x-request-id`. */
                requestId: string;
            };
        };
        Checkout: {
            /** @description Stripe’s id of the session. */
            checkoutId: string;
            /** @description Send your customer there. */
            url: string;
        };
        ConsumedUsage: {
            customer: string;
            /** @description Units of the period; null: no end. */
            limit: number | null;
            meter: string;
            remaining: number | null;
            /** @description The key this call was counted under. */
            requestId: string;
            tier: string;
            units: number;
            /** @description Units used in the period, with these. */
            used: number;
            windowEnd: string;
            /** @description The period, in UTC; its end does not belong to it. */
            windowStart: string;
        };
        ConsumeUsageBody: {
            /** @description Your own name for the customer. Somebody new starts on your default tier. May be left out with a token, which names its customer. */
            customer?: string;
            /**
             * @description What is counted; one of your platform’s meters.
             * @default calls
             */
            meter?: string;
            /** @description Your key for this call, unless you send it as `Idempotency-Key`: repeated with it, a call is counted once and answered as the first time. Without either, each call counts. What a customer sends by its own key or token is its own: the same of another customer, or of yours, is another call. */
            requestId?: string;
            /** @description With a key: the tier your customer is on, as you know it now. A running subscription is not overruled. With a token its `plan` says it. */
            tier?: string;
            /**
             * @description How many units this call costs.
             * @default 1
             */
            units?: number;
        };
        CreateDownloadBody: {
            /** @description Slug of the product. */
            product: string;
            /** @description Left out: the newest that was not withdrawn. */
            version?: string;
        };
        Customer: {
            createdAt: string;
            email: string | null;
            /** @description Your own name for the customer. */
            externalId: string;
            /** @description Units of each meter in one period; null: no end. */
            limit: number | null;
            name: string | null;
            /** @description Null for a customer who never subscribed. */
            subscription: {
                cancelAt: string | null;
                currentPeriodEndsAt: string | null;
                /** @description A payment failed: calls go on until then. */
                graceEndsAt: string | null;
                /** @enum {string} */
                status: "incomplete" | "trialing" | "active" | "past_due" | "unpaid" | "paused" | "canceled";
            } | null;
            /** @description Slug of the tier it is on. */
            tier: string;
            tierName: string;
            /**
             * @description What the tier rests on. A subscription is never overruled by the others.
             * @enum {string}
             */
            tierSource: "default" | "set" | "claim" | "subscription";
            /** @description Units of each meter in the period that runs. A meter that was not used is absent. */
            used: {
                [key: string]: number;
            };
            /** @description When the counters start anew, in UTC. */
            windowEnd: string;
        };
        CustomerList: {
            items: components["schemas"]["Customer"][];
            /** @description Send it as `cursor` for the next page; null on the last. */
            nextCursor: string | null;
        };
        Download: {
            bytes: number;
            expiresAt: string;
            fileName: string;
            sha256: string;
            url: string;
        };
        Entitlement: {
            downloadsLeft: number | null;
            endsAt: string | null;
            entitlementId: string;
            latestVersion: string | null;
            license: ("personal" | "team") | null;
            orderId: string | null;
            orderNumber: string | null;
            organizationName: string | null;
            productId: string;
            sellerName: string;
            since: string;
            slug: string;
            title: string;
            type: string;
            versions: {
                archiveBytes: number | null;
                releasedAt: string;
                version: string;
                yankedReason: string | null;
            }[];
        };
        EntitlementList: {
            items: components["schemas"]["Entitlement"][];
        };
        Health: {
            /** @description The server’s clock, in UTC. */
            at: string;
            /** @constant */
            status: "ok";
        };
        OpenCheckoutBody: {
            /** @description Where the customer comes back to without paying. */
            cancelUrl: string;
            /** @description Your own name for the customer. Somebody new is made a customer. */
            customer: string;
            /** @description Where the customer comes back to after paying. */
            successUrl: string;
            /** @description Slug of the tier to subscribe to. */
            tier: string;
        };
        Product: {
            brand: string;
            condition: ("new" | "used") | null;
            contents: {
                bytes: number;
                path: string;
            }[];
            currency: string;
            description: string;
            descriptionHtml: string;
            externalUrl: string | null;
            handlingDays: number | null;
            id: string;
            image: components["schemas"]["ProductImage"] | null;
            images: components["schemas"]["ProductImage"][];
            /** @enum {string} */
            kind: "download" | "physical" | "bundle" | "membership" | "api";
            latestVersion: string | null;
            /** @description Of a bundle; empty for everything else. */
            parts: components["schemas"]["ProductPart"][];
            priceMinor: number;
            releasedAt: string;
            sellerName: string;
            sellerSlug: string;
            shipping: {
                countries: string[];
                currency: string;
                freeFromMinor: number | null;
                name: string;
                parcelGrams: number;
                parcelMinor: number;
            }[];
            shipsFrom: string | null;
            slug: string;
            soldOut: boolean;
            summary: string;
            tags: string[];
            title: string;
            /** @enum {string} */
            type: "node" | "next" | "runbook" | "jupyter" | "prompt" | "sneaker" | "physical" | "bundle" | "membership" | "api";
            variants: components["schemas"]["ProductVariant"][];
            /** @description Newest first, those that were withdrawn as well. */
            versions: components["schemas"]["ProductVersion"][];
            worksWith: string[];
        };
        ProductImage: {
            alt: string;
            height: number;
            id: string;
            large: {
                avif: string;
                webp: string;
            };
            medium: {
                avif: string;
                webp: string;
            };
            thumb: {
                avif: string;
                webp: string;
            };
            width: number;
        };
        ProductList: {
            items: components["schemas"]["ProductSummary"][];
            /** @description Send it as `cursor` for the next page; null on the last. */
            nextCursor: string | null;
        };
        ProductPart: {
            /** @enum {string} */
            kind: "download" | "physical" | "bundle" | "membership" | "api";
            listMinor: number;
            productId: string;
            sellerName: string;
            sellerSlug: string;
            shareMinor: number;
            slug: string;
            title: string;
            /** @enum {string} */
            type: "node" | "next" | "runbook" | "jupyter" | "prompt" | "sneaker" | "physical" | "bundle" | "membership" | "api";
        };
        ProductSummary: {
            currency: string;
            id: string;
            image: components["schemas"]["ProductImage"] | null;
            /** @enum {string} */
            kind: "download" | "physical" | "bundle" | "membership" | "api";
            latestVersion: string | null;
            priceMinor: number;
            releasedAt: string;
            sellerName: string;
            sellerSlug: string;
            slug: string;
            soldOut: boolean;
            summary: string;
            title: string;
            /** @enum {string} */
            type: "node" | "next" | "runbook" | "jupyter" | "prompt" | "sneaker" | "physical" | "bundle" | "membership" | "api";
        };
        ProductVariant: {
            available: number | null;
            currency: string;
            id: string;
            interval: ("month" | "year") | null;
            license: ("personal" | "team") | null;
            options: {
                [key: string]: string;
            };
            priceMinor: number;
            prices: {
                amountMinor: number;
                currency: string;
            }[];
            sku: string;
            title: string;
            trialDays: number;
        };
        ProductVersion: {
            archiveBytes: number | null;
            changelog: string;
            changelogHtml: string;
            id: string;
            releasedAt: string;
            sha256: string | null;
            version: string;
            yankedReason: string | null;
        };
        PutCustomerBody: {
            /** @description Null empties it; left out, it stays. */
            email?: string | null;
            /** @description Null empties it; left out, it stays. */
            name?: string | null;
            /** @description Slug of a tier of yours. Left out, a new customer starts on your default tier and a known one keeps its own. */
            tier?: string;
        };
        Tier: {
            /** @description What a customer pays per interval, in minor units; 0: nothing. */
            amountMinor: number;
            currency: string;
            /** @enum {string} */
            interval: "month" | "year";
            /** @description New customers start on it. */
            isDefault: boolean;
            /** @description Units of each meter in one period; null: no end. */
            limit: number | null;
            name: string;
            /**
             * @description At the limit, `block` refuses; `alert` lets pass and tells you.
             * @enum {string}
             */
            onLimit: "block" | "alert";
            /** @enum {string} */
            period: "hour" | "day" | "month";
            /** @description Calls of one customer in a minute; null: no end. */
            ratePerMinute: number | null;
            slug: string;
        };
        TierList: {
            items: components["schemas"]["Tier"][];
        };
        Usage: {
            customer: string;
            /** @description Days on which something was counted, oldest first. */
            history: {
                calls: number;
                /** @description A day in UTC. */
                day: string;
                meter: string;
                units: number;
            }[];
            meters: {
                limit: number | null;
                meter: string;
                remaining: number | null;
                used: number;
            }[];
            tier: string;
            windowEnd: string;
            windowStart: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: {
        /** @description Requests that may be made in the running minute. */
        "ratelimit-limit": number;
        /** @description Requests left in it. */
        "ratelimit-remaining": number;
        /** @description Seconds until it ends. */
        "ratelimit-reset": number;
        /** @description Seconds to wait before trying again; with 429 and 503. */
        "retry-after": number;
        /** @description Names this request; one you send yourself is kept if it has 8 to 64 letters, digits, dots, underscores or hyphens. */
        "x-request-id": string;
    };
    pathItems: never;
};
export type $defs = Record<string, never>;
export interface operations {
    listBundles: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the page before; for the same search, filters and sort. */
                cursor?: string;
                /** @example 12 */
                limit?: number;
                /** @description Words to search for. */
                q?: string;
                /** @description Left out: the best match of a search, else the newest. */
                sort?: "relevance" | "newest" | "rated" | "price-low" | "price-high" | "title";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List bundles */
            200: {
                headers: {
                    "ratelimit-limit": components["headers"]["ratelimit-limit"];
                    "ratelimit-remaining": components["headers"]["ratelimit-remaining"];
                    "ratelimit-reset": components["headers"]["ratelimit-reset"];
                    "retry-after": components["headers"]["retry-after"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "prd_01ke3v7m2rfd0q9w8t6y5x4c3b",
                     *           "slug": "backend-starter",
                     *           "title": "Backend starter",
                     *           "summary": "A Postgres queue with retries, backoff and a dashboard.",
                     *           "kind": "bundle",
                     *           "type": "bundle",
                     *           "sellerSlug": "northbeam",
                     *           "sellerName": "Northbeam",
                     *           "priceMinor": 4900,
                     *           "currency": "usd",
                     *           "image": null,
                     *           "soldOut": false,
                     *           "latestVersion": null,
                     *           "releasedAt": "2026-11-02T09:00:00.000Z"
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["ProductList"];
                };
            };
            /** @description There is no field role. */
            400: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description This key is unknown, was revoked, or is over. */
            401: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description This key has no scope catalog:read. */
            403: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Too many requests. Please wait 24 seconds. */
            429: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description The shop is catching its breath. Nothing was changed; please try again in a moment. */
            503: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
        };
    };
    openCheckout: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "customer": "user_1842",
                 *       "tier": "pro",
                 *       "successUrl": "https://app.example.com/welcome",
                 *       "cancelUrl": "https://app.example.com/pricing"
                 *     }
                 */
                "application/json": components["schemas"]["OpenCheckoutBody"];
            };
        };
        responses: {
            /** @description Open a checkout for a customer */
            201: {
                headers: {
                    "ratelimit-limit": components["headers"]["ratelimit-limit"];
                    "ratelimit-remaining": components["headers"]["ratelimit-remaining"];
                    "ratelimit-reset": components["headers"]["ratelimit-reset"];
                    "retry-after": components["headers"]["retry-after"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "url": "https://checkout.stripe.com/c/pay/cs_test_a1b2c3",
                     *       "checkoutId": "cs_test_a1b2c3"
                     *     }
                     */
                    "application/json": components["schemas"]["Checkout"];
                };
            };
            /** @description There is no field role. */
            400: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description This key is unknown, was revoked, or is over. */
            401: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description This key has no scope checkout:write. */
            403: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description This customer is subscribed already. */
            409: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description The body may hold 65536 bytes. */
            413: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description The body is sent as application/json. */
            415: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Too many requests. Please wait 24 seconds. */
            429: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description The shop is catching its breath. Nothing was changed; please try again in a moment. */
            503: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
        };
    };
    listCustomers: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                /** @example 20 */
                limit?: number;
                /**
                 * @description The beginning of an external id or of a mail address.
                 * @example user_
                 */
                q?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List customers */
            200: {
                headers: {
                    "ratelimit-limit": components["headers"]["ratelimit-limit"];
                    "ratelimit-remaining": components["headers"]["ratelimit-remaining"];
                    "ratelimit-reset": components["headers"]["ratelimit-reset"];
                    "retry-after": components["headers"]["retry-after"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "externalId": "user_1842",
                     *           "email": "ida@example.com",
                     *           "name": "Ida Moberg",
                     *           "tier": "pro",
                     *           "tierName": "Pro",
                     *           "tierSource": "subscription",
                     *           "limit": 10000,
                     *           "used": {
                     *             "calls": 1204
                     *           },
                     *           "windowEnd": "2026-12-03T09:12:44.000Z",
                     *           "subscription": {
                     *             "status": "active",
                     *             "currentPeriodEndsAt": "2026-12-03T09:12:44.000Z",
                     *             "cancelAt": null,
                     *             "graceEndsAt": null
                     *           },
                     *           "createdAt": "2026-10-14T08:30:00.000Z"
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["CustomerList"];
                };
            };
            /** @description There is no field role. */
            400: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description This key is unknown, was revoked, or is over. */
            401: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description This key has no scope customers:read. */
            403: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Too many requests. Please wait 24 seconds. */
            429: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description The shop is catching its breath. Nothing was changed; please try again in a moment. */
            503: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
        };
    };
    getCustomer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Your own name for the customer: 1 to 128 printable ASCII characters without blanks.
                 * @example user_1842
                 */
                externalId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Get a customer */
            200: {
                headers: {
                    "ratelimit-limit": components["headers"]["ratelimit-limit"];
                    "ratelimit-remaining": components["headers"]["ratelimit-remaining"];
                    "ratelimit-reset": components["headers"]["ratelimit-reset"];
                    "retry-after": components["headers"]["retry-after"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "externalId": "user_1842",
                     *       "email": "ida@example.com",
                     *       "name": "Ida Moberg",
                     *       "tier": "pro",
                     *       "tierName": "Pro",
                     *       "tierSource": "subscription",
                     *       "limit": 10000,
                     *       "used": {
                     *         "calls": 1204
                     *       },
                     *       "windowEnd": "2026-12-03T09:12:44.000Z",
                     *       "subscription": {
                     *         "status": "active",
                     *         "currentPeriodEndsAt": "2026-12-03T09:12:44.000Z",
                     *         "cancelAt": null,
                     *         "graceEndsAt": null
                     *       },
                     *       "createdAt": "2026-10-14T08:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Customer"];
                };
            };
            /** @description There is no field role. */
            400: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description This key is unknown, was revoked, or is over. */
            401: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description This key has no scope customers:read. */
            403: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description There is no such customer. */
            404: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Too many requests. Please wait 24 seconds. */
            429: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description The shop is catching its breath. Nothing was changed; please try again in a moment. */
            503: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
        };
    };
    putCustomer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Your own name for the customer: 1 to 128 printable ASCII characters without blanks.
                 * @example user_1842
                 */
                externalId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "tier": "starter",
                 *       "email": "ida@example.com",
                 *       "name": "Ida Moberg"
                 *     }
                 */
                "application/json": components["schemas"]["PutCustomerBody"];
            };
        };
        responses: {
            /** @description Make or change a customer */
            200: {
                headers: {
                    "ratelimit-limit": components["headers"]["ratelimit-limit"];
                    "ratelimit-remaining": components["headers"]["ratelimit-remaining"];
                    "ratelimit-reset": components["headers"]["ratelimit-reset"];
                    "retry-after": components["headers"]["retry-after"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "externalId": "user_1842",
                     *       "email": "ida@example.com",
                     *       "name": "Ida Moberg",
                     *       "tier": "starter",
                     *       "tierName": "Starter",
                     *       "tierSource": "set",
                     *       "limit": 1000,
                     *       "used": {
                     *         "calls": 1204
                     *       },
                     *       "windowEnd": "2026-12-03T09:12:44.000Z",
                     *       "subscription": null,
                     *       "createdAt": "2026-10-14T08:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Customer"];
                };
            };
            /** @description There is no tier "gold". There is no field role. */
            400: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description This key is unknown, was revoked, or is over. */
            401: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description This key has no scope customers:write. */
            403: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description This customer’s subscription decides its tier. Let it end, or change it there. */
            409: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description The body may hold 65536 bytes. */
            413: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description The body is sent as application/json. */
            415: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Too many requests. Please wait 24 seconds. */
            429: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description The shop is catching its breath. Nothing was changed; please try again in a moment. */
            503: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
        };
    };
    createDownload: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "product": "queue-worker-kit",
                 *       "version": "2.1.0"
                 *     }
                 */
                "application/json": components["schemas"]["CreateDownloadBody"];
            };
        };
        responses: {
            /** @description Get a link to a download */
            201: {
                headers: {
                    "ratelimit-limit": components["headers"]["ratelimit-limit"];
                    "ratelimit-remaining": components["headers"]["ratelimit-remaining"];
                    "ratelimit-reset": components["headers"]["ratelimit-reset"];
                    "retry-after": components["headers"]["retry-after"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "url": "https://shop.example.com/api/download/ast_01ke3v7m2rfd0q9w8t6y5x4c3b?expires=1763647200&signature=4f2a",
                     *       "expiresAt": "2026-11-20T14:10:00.000Z",
                     *       "fileName": "queue-worker-kit-2.1.0.zip",
                     *       "bytes": 48213,
                     *       "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
                     *     }
                     */
                    "application/json": components["schemas"]["Download"];
                };
            };
            /** @description There is no field role. */
            400: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description This key is unknown, was revoked, or is over. */
            401: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description You do not hold a key to this. Unlock it first. This key has no scope downloads:read. */
            403: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description There is no such product. */
            404: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Version 2.0.0 was withdrawn: it lost jobs. */
            410: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description The body may hold 65536 bytes. */
            413: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description The body is sent as application/json. */
            415: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Too many requests. Please wait 24 seconds. */
            429: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description The shop is catching its breath. Nothing was changed; please try again in a moment. */
            503: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
        };
    };
    listEntitlements: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List what you may use */
            200: {
                headers: {
                    "ratelimit-limit": components["headers"]["ratelimit-limit"];
                    "ratelimit-remaining": components["headers"]["ratelimit-remaining"];
                    "ratelimit-reset": components["headers"]["ratelimit-reset"];
                    "retry-after": components["headers"]["retry-after"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "entitlementId": "ent_01ke3v7m2rfd0q9w8t6y5x4c3b",
                     *           "productId": "prd_01ke3v7m2rfd0q9w8t6y5x4c3b",
                     *           "slug": "queue-worker-kit",
                     *           "type": "node",
                     *           "title": "Queue worker kit",
                     *           "sellerName": "Northbeam",
                     *           "license": "personal",
                     *           "organizationName": null,
                     *           "orderId": "ord_01ke3v7m2rfd0q9w8t6y5x4c3b",
                     *           "orderNumber": "LK-1042",
                     *           "since": "2026-11-03T12:00:00.000Z",
                     *           "endsAt": null,
                     *           "latestVersion": "2.1.0",
                     *           "downloadsLeft": null,
                     *           "versions": [
                     *             {
                     *               "version": "2.1.0",
                     *               "releasedAt": "2026-11-02T09:00:00.000Z",
                     *               "archiveBytes": 48213,
                     *               "yankedReason": null
                     *             }
                     *           ]
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["EntitlementList"];
                };
            };
            /** @description This key is unknown, was revoked, or is over. */
            401: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description This key has no scope entitlements:read. */
            403: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Too many requests. Please wait 24 seconds. */
            429: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description The shop is catching its breath. Nothing was changed; please try again in a moment. */
            503: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
        };
    };
    getHealth: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Ask whether the API answers */
            200: {
                headers: {
                    "ratelimit-limit": components["headers"]["ratelimit-limit"];
                    "ratelimit-remaining": components["headers"]["ratelimit-remaining"];
                    "ratelimit-reset": components["headers"]["ratelimit-reset"];
                    "retry-after": components["headers"]["retry-after"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "ok",
                     *       "at": "2026-11-20T14:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Health"];
                };
            };
            /** @description Too many requests. Please wait 24 seconds. */
            429: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description The database does not answer. The shop is catching its breath. Nothing was changed; please try again in a moment. */
            503: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
        };
    };
    getDescription: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Read this description */
            200: {
                headers: {
                    "ratelimit-limit": components["headers"]["ratelimit-limit"];
                    "ratelimit-remaining": components["headers"]["ratelimit-remaining"];
                    "ratelimit-reset": components["headers"]["ratelimit-reset"];
                    "retry-after": components["headers"]["retry-after"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "openapi": "3.1.1"
                     *     }
                     */
                    "application/json": components["schemas"]["ApiDescription"];
                };
            };
            /** @description Too many requests. Please wait 24 seconds. */
            429: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description The shop is catching its breath. Nothing was changed; please try again in a moment. */
            503: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
        };
    };
    listProducts: {
        parameters: {
            query?: {
                brands?: string[];
                conditions?: ("new" | "used")[];
                /** @description `nextCursor` of the page before; for the same search, filters and sort. */
                cursor?: string;
                /** @example 12 */
                limit?: number;
                notSellers?: string[];
                notTags?: string[];
                notTypes?: ("node" | "next" | "runbook" | "jupyter" | "prompt" | "sneaker" | "physical" | "bundle" | "membership" | "api")[];
                priceBands?: ("free" | "under-20" | "20-to-50" | "50-to-100" | "over-100")[];
                /**
                 * @description Words to search for.
                 * @example queue
                 */
                q?: string;
                /** @description Slugs of sellers. */
                sellers?: string[];
                /** @description Sizes with units left. */
                sizes?: string[];
                /** @description Left out: the best match of a search, else the newest. */
                sort?: "relevance" | "newest" | "rated" | "price-low" | "price-high" | "title";
                tags?: string[];
                /**
                 * @description Kinds of product.
                 * @example [
                 *       "node"
                 *     ]
                 */
                types?: ("node" | "next" | "runbook" | "jupyter" | "prompt" | "sneaker" | "physical" | "bundle" | "membership" | "api")[];
                /** @description What it runs with. */
                worksWith?: string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Search the catalogue */
            200: {
                headers: {
                    "ratelimit-limit": components["headers"]["ratelimit-limit"];
                    "ratelimit-remaining": components["headers"]["ratelimit-remaining"];
                    "ratelimit-reset": components["headers"]["ratelimit-reset"];
                    "retry-after": components["headers"]["retry-after"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "prd_01ke3v7m2rfd0q9w8t6y5x4c3b",
                     *           "slug": "queue-worker-kit",
                     *           "title": "Queue worker kit",
                     *           "summary": "A Postgres queue with retries, backoff and a dashboard.",
                     *           "kind": "download",
                     *           "type": "node",
                     *           "sellerSlug": "northbeam",
                     *           "sellerName": "Northbeam",
                     *           "priceMinor": 4900,
                     *           "currency": "usd",
                     *           "image": null,
                     *           "soldOut": false,
                     *           "latestVersion": "2.1.0",
                     *           "releasedAt": "2026-11-02T09:00:00.000Z"
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["ProductList"];
                };
            };
            /** @description There is no field role. */
            400: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description This key is unknown, was revoked, or is over. */
            401: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description This key has no scope catalog:read. */
            403: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Too many requests. Please wait 24 seconds. */
            429: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description The shop is catching its breath. Nothing was changed; please try again in a moment. */
            503: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
        };
    };
    getProduct: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example queue-worker-kit */
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Get a product with its versions */
            200: {
                headers: {
                    "ratelimit-limit": components["headers"]["ratelimit-limit"];
                    "ratelimit-remaining": components["headers"]["ratelimit-remaining"];
                    "ratelimit-reset": components["headers"]["ratelimit-reset"];
                    "retry-after": components["headers"]["retry-after"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "prd_01ke3v7m2rfd0q9w8t6y5x4c3b",
                     *       "slug": "queue-worker-kit",
                     *       "title": "Queue worker kit",
                     *       "summary": "A Postgres queue with retries, backoff and a dashboard.",
                     *       "kind": "download",
                     *       "type": "node",
                     *       "sellerSlug": "northbeam",
                     *       "sellerName": "Northbeam",
                     *       "priceMinor": 4900,
                     *       "currency": "usd",
                     *       "image": null,
                     *       "soldOut": false,
                     *       "latestVersion": "2.1.0",
                     *       "releasedAt": "2026-11-02T09:00:00.000Z",
                     *       "description": "Jobs that survive a crash.",
                     *       "descriptionHtml": "<p>Jobs that survive a crash.</p>",
                     *       "tags": [
                     *         "queue",
                     *         "postgres"
                     *       ],
                     *       "worksWith": [
                     *         "node-20"
                     *       ],
                     *       "externalUrl": null,
                     *       "brand": "",
                     *       "condition": null,
                     *       "images": [],
                     *       "shipsFrom": null,
                     *       "handlingDays": null,
                     *       "shipping": [],
                     *       "parts": [],
                     *       "variants": [
                     *         {
                     *           "id": "var_01ke3v7m2rfd0q9w8t6y5x4c3b",
                     *           "license": "personal",
                     *           "options": {},
                     *           "title": "Personal",
                     *           "sku": "",
                     *           "interval": null,
                     *           "trialDays": 0,
                     *           "priceMinor": 4900,
                     *           "currency": "usd",
                     *           "prices": [
                     *             {
                     *               "amountMinor": 4900,
                     *               "currency": "usd"
                     *             }
                     *           ],
                     *           "available": null
                     *         }
                     *       ],
                     *       "versions": [
                     *         {
                     *           "id": "ver_01ke3v7m2rfd0q9w8t6y5x4c3b",
                     *           "version": "2.1.0",
                     *           "changelog": "Backoff with jitter.",
                     *           "changelogHtml": "<p>Backoff with jitter.</p>",
                     *           "releasedAt": "2026-11-02T09:00:00.000Z",
                     *           "yankedReason": null,
                     *           "archiveBytes": 48213,
                     *           "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
                     *         }
                     *       ],
                     *       "contents": [
                     *         {
                     *           "path": "src/worker.ts",
                     *           "bytes": 4210
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Product"];
                };
            };
            /** @description There is no field role. */
            400: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description This key is unknown, was revoked, or is over. */
            401: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description This key has no scope catalog:read. */
            403: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description There is no such product. */
            404: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Too many requests. Please wait 24 seconds. */
            429: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description The shop is catching its breath. Nothing was changed; please try again in a moment. */
            503: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
        };
    };
    listTiers: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List tiers */
            200: {
                headers: {
                    "ratelimit-limit": components["headers"]["ratelimit-limit"];
                    "ratelimit-remaining": components["headers"]["ratelimit-remaining"];
                    "ratelimit-reset": components["headers"]["ratelimit-reset"];
                    "retry-after": components["headers"]["retry-after"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "slug": "free",
                     *           "name": "Free",
                     *           "isDefault": true,
                     *           "limit": 100,
                     *           "period": "month",
                     *           "ratePerMinute": 10,
                     *           "onLimit": "block",
                     *           "amountMinor": 0,
                     *           "currency": "usd",
                     *           "interval": "month"
                     *         },
                     *         {
                     *           "slug": "pro",
                     *           "name": "Pro",
                     *           "isDefault": false,
                     *           "limit": 10000,
                     *           "period": "month",
                     *           "ratePerMinute": 120,
                     *           "onLimit": "block",
                     *           "amountMinor": 1900,
                     *           "currency": "usd",
                     *           "interval": "month"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["TierList"];
                };
            };
            /** @description This key is unknown, was revoked, or is over. */
            401: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description This key has no scope tiers:read. */
            403: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Too many requests. Please wait 24 seconds. */
            429: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description The shop is catching its breath. Nothing was changed; please try again in a moment. */
            503: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
        };
    };
    getUsage: {
        parameters: {
            query?: {
                /**
                 * @description Your own name for the customer. Somebody new starts on your default tier. May be left out with a token, which names its customer.
                 * @example user_1842
                 */
                customer?: string;
                /**
                 * @description How many days of history, today among them.
                 * @example 2
                 */
                days?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Read a customer’s usage */
            200: {
                headers: {
                    "ratelimit-limit": components["headers"]["ratelimit-limit"];
                    "ratelimit-remaining": components["headers"]["ratelimit-remaining"];
                    "ratelimit-reset": components["headers"]["ratelimit-reset"];
                    "retry-after": components["headers"]["retry-after"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "customer": "user_1842",
                     *       "tier": "pro",
                     *       "windowStart": "2026-11-03T09:12:44.000Z",
                     *       "windowEnd": "2026-12-03T09:12:44.000Z",
                     *       "meters": [
                     *         {
                     *           "meter": "calls",
                     *           "used": 1205,
                     *           "limit": 10000,
                     *           "remaining": 8795
                     *         }
                     *       ],
                     *       "history": [
                     *         {
                     *           "day": "2026-11-19",
                     *           "meter": "calls",
                     *           "calls": 61,
                     *           "units": 61
                     *         },
                     *         {
                     *           "day": "2026-11-20",
                     *           "meter": "calls",
                     *           "calls": 12,
                     *           "units": 12
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Usage"];
                };
            };
            /** @description There is no field role. */
            400: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description This key is unknown, was revoked, or is over. */
            401: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description This key has no scope usage:read. */
            403: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description There is no such customer. */
            404: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description Too many requests. Please wait 24 seconds. */
            429: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description The shop is catching its breath. Nothing was changed; please try again in a moment. */
            503: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
        };
    };
    consumeUsage: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "customer": "user_1842",
                 *       "meter": "calls",
                 *       "units": 1,
                 *       "requestId": "7d3f6a2e-5f0e-4f3c-9a54-2f6b3f1d8c10"
                 *     }
                 */
                "application/json": components["schemas"]["ConsumeUsageBody"];
            };
        };
        responses: {
            /** @description Count a call */
            200: {
                headers: {
                    "ratelimit-limit": components["headers"]["ratelimit-limit"];
                    "ratelimit-remaining": components["headers"]["ratelimit-remaining"];
                    "ratelimit-reset": components["headers"]["ratelimit-reset"];
                    "retry-after": components["headers"]["retry-after"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "customer": "user_1842",
                     *       "meter": "calls",
                     *       "units": 1,
                     *       "used": 1205,
                     *       "limit": 10000,
                     *       "remaining": 8795,
                     *       "tier": "pro",
                     *       "windowStart": "2026-11-03T09:12:44.000Z",
                     *       "windowEnd": "2026-12-03T09:12:44.000Z",
                     *       "requestId": "7d3f6a2e-5f0e-4f3c-9a54-2f6b3f1d8c10"
                     *     }
                     */
                    "application/json": components["schemas"]["ConsumedUsage"];
                };
            };
            /** @description This platform does not count "tokens". There is no field role. */
            400: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description This key is unknown, was revoked, or is over. */
            401: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description A payment for this customer failed and its grace is over. Calls go on once it is paid. This platform owes for its own plan and its grace is over. Calls go on once it is paid. */
            402: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description This key has no scope usage:write. */
            403: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description The body may hold 65536 bytes. */
            413: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description The body is sent as application/json. */
            415: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description This key was used for another call. Take a new one for each. */
            422: {
                headers: {
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description All 10000 units of the tier pro are used until 2026-12-03T09:12:44.000Z. This platform has used up the calls of its own plan. More than 60 calls in a minute. Please wait 12 seconds. More than 600 new customers in a minute. Please wait 12 seconds. Too many requests. Please wait 24 seconds. */
            429: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description The shop is catching its breath. Nothing was changed; please try again in a moment. */
            503: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    "x-request-id": components["headers"]["x-request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
        };
    };
}
