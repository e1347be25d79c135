const MIB = 1024 * 1024;

/** Bounds of what is taken in. Sizes are bytes. Everything is refused, never cut, at these. */
export const INGEST_LIMITS = {
  archiveBytes: 256 * MIB,
  entries: 2_000,
  totalBytes: 256 * MIB,
  fileBytes: 64 * MIB,
  /** Below this size a high compression ratio is harmless. */
  ratioFloorBytes: MIB,
  ratio: 100,
  pathBytes: 512,
  segmentBytes: 255,
  depth: 32,
  indexBytes: 8 * MIB,
  indexPacks: 20_000,
  jsonDepth: 32,
  jsonContainers: 250_000,
  /** Of one object. */
  jsonKeys: 10_000,
  jsonValues: 3_000_000,
  notebookBytes: 32 * MIB,
  notebookDepth: 64,
  csvBytes: 16 * MIB,
  csvRows: 10_000,
  textBytes: 2 * MIB,
  promptCharacters: 100_000,
  imageBytes: 16 * MIB,
  imagePixels: 40_000_000,
  walkFiles: 50_000,
} as const;
