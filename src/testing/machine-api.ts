import { exportJWK, generateKeyPair, SignJWT, type CryptoKey } from 'jose';
import { createClient } from '@/client/create-client';
import { createApiKey, type ApiKeyOwner } from '@/server/modules/api-keys/create-api-key';
import { revokeApiKey } from '@/server/modules/api-keys/revoke-api-key';
import { CUSTOMER_SCOPES, PERSONAL_SCOPES, PLATFORM_SCOPES, type ApiScope, type PlatformMode } from '@/shared/contracts/api-keys';
import { newId } from '@/shared/ids';
import { stagePlatform } from './platforms';
import { startShop, type Shop } from './shop';

/** Who may call what a key or token stands for. */
export interface MachineStage {
  shop: Shop;
  /** Of two sellers, each with the tiers `free` and `pro` and, in both worlds, the customer `ada`. */
  platforms: { one: string; two: string };
  /** A key of a platform in one of its worlds, with all scopes or these. */
  key(of: { platform?: 'one' | 'two'; mode?: PlatformMode; scopes?: readonly ApiScope[]; customer?: string }): Promise<string>;
  /** Buyer A's token, or buyer B's. */
  token(of?: { person?: 'buyerA' | 'buyerB'; scopes?: readonly ApiScope[] }): Promise<string>;
  revokedKey(): Promise<string>;
  /** A token signed for a customer of a platform. */
  signed(of: { platform?: 'one' | 'two'; mode?: PlatformMode; customer?: string; plan?: string }): Promise<string>;
  client(token?: string): ReturnType<typeof createClient>;
}

const ARCHIVE = Buffer.from('0123456789abcdefghij');

async function stageProduct(shop: Shop): Promise<void> {
  const { published } = shop.world.products;
  const key = `packs/${published.versionId}/archive.zip`;
  await shop.platform.storage.put(key, ARCHIVE, { contentType: 'application/zip', bytes: ARCHIVE.length });
  await shop.sql(`insert into assets (id, version_id, role, storage_key, file_name, content_type, bytes, sha256) values ($1, $2, 'archive', $3, 'fastify-starter-1.0.0.zip', 'application/zip', $4, repeat('d', 64))`, [newId('asset'), published.versionId, key, ARCHIVE.length]);
  await shop.sql(`insert into entitlements (id, holder_user_id, product_id, source, starts_at) values ($1, $2, $3, 'admin', now() - interval '1 day')`, [newId('entitlement'), shop.world.buyerA, published.id]);
}

async function stageCustomers(shop: Shop, platformId: string): Promise<void> {
  for (const mode of ['preview', 'live']) {
    await shop.sql(
      `insert into customers (id, platform_id, mode, external_id, tier_id, tier_source, anchor_at, created_at, updated_at)
       select $1, $2, $3, 'ada', id, 'default', now(), now(), now() from platform_tiers where platform_id = $2 and is_default`,
      [newId('customer'), platformId, mode],
    );
  }
}

/** A shop whose machine API can be called in every role. */
export async function stageMachineApi(variables: Record<string, string> = {}): Promise<MachineStage> {
  const shop = await startShop(variables);
  await stageProduct(shop);
  const one = await stagePlatform(shop, { viewer: shop.viewer('sellerOne'), seller: 'northbeam' });
  const two = await stagePlatform(shop, { viewer: { userId: shop.world.sellerTwo, role: 'customer' }, seller: 'oda', name: 'Tides' });
  const platforms = { one: one.platformId, two: two.platformId };
  for (const platformId of Object.values(platforms)) await stageCustomers(shop, platformId);
  const make = (owner: ApiKeyOwner, scopes: readonly ApiScope[]) =>
    shop.platform.db.asService('a test makes a key', (tx) => createApiKey(tx, { owner, name: 'test', scopes, expiresAt: null, createdBy: null, at: new Date() }));
  const signers = new Map<string, { id: string; privateKey: CryptoKey }>();
  const signerOf = async (platformId: string, mode: PlatformMode) => {
    const known = signers.get(platformId + mode);
    if (known) return known;
    const { publicKey, privateKey } = await generateKeyPair('ES256');
    const signer = { id: newId('platformSigner'), privateKey };
    await shop.sql(`insert into platform_signers (id, platform_id, mode, name, algorithm, public_key, created_at) values ($1, $2, $3, 'test', 'ES256', $4, now())`, [signer.id, platformId, mode, JSON.stringify(await exportJWK(publicKey))]);
    signers.set(platformId + mode, signer);
    return signer;
  };
  const customerId = async (platformId: string, mode: PlatformMode, externalId: string) =>
    (await shop.sql<{ id: string }>('select id from customers where platform_id = $1 and mode = $2 and external_id = $3', [platformId, mode, externalId]))[0]?.id ?? '';

  return {
    shop,
    platforms,
    key: async ({ platform = 'one', mode = 'preview', scopes, customer }) => {
      const platformId = platforms[platform];
      if (customer === undefined) return (await make({ platformId, mode }, scopes ?? PLATFORM_SCOPES)).key;
      return (await make({ platformId, mode, customerId: await customerId(platformId, mode, customer) }, scopes ?? CUSTOMER_SCOPES)).key;
    },
    token: async ({ person = 'buyerA', scopes = PERSONAL_SCOPES } = {}) => (await make({ userId: shop.world[person] }, scopes)).key,
    revokedKey: async () => {
      const { id, key } = await make({ platformId: platforms.one, mode: 'preview' }, PLATFORM_SCOPES);
      await shop.platform.db.asService('a test ends a key', (tx) => revokeApiKey(tx, { keyId: id, owner: { platformId: platforms.one }, at: new Date() }));
      return key;
    },
    signed: async ({ platform = 'one', mode = 'preview', customer = 'ada', plan }) => {
      const { id, privateKey } = await signerOf(platforms[platform], mode);
      return new SignJWT(plan === undefined ? {} : { plan }).setProtectedHeader({ alg: 'ES256', kid: id }).setIssuer(platforms[platform]).setSubject(customer).setAudience('latchkey').setIssuedAt().setExpirationTime('5m').sign(privateKey);
    },
    client: (token) => createClient({ url: shop.apiUrl, ...(token !== undefined && { token }) }),
  };
}
