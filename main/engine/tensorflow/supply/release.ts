/** A wheel as PyPI offers it for one platform. */
export interface Wheel {
  readonly version: string;
  readonly distribution: string;
  /** Any CPython tag will do: the libraries wanted do not depend on Python. */
  readonly python: string;
  readonly platform: string;
  /** SHA-256 of the wheel in hex, or null where nobody has looked it up: then only the archive's own checksums are checked. */
  readonly sha256: string | null;
  /** Size of the wheel in bytes, or null. Used for progress only. */
  readonly bytes: number | null;
}

/** A build of TensorFlow, and what of it the engine needs. */
export interface Release extends Wheel {
  readonly variant: 'cpu' | 'gpu';
  /** Free space in bytes that fetching and unpacking need. */
  readonly space: number;
  /** File names of the two libraries, inside the wheel's `tensorflow/` and in the engine's folder. */
  readonly libraries: readonly string[];
  /**
   * Folder of the libraries below the engine's, '' where they lie in that itself. Of a build for graphics cards it is `tensorflow`, beside `nvidia`, as
   * Python lays them out: there the libraries look for those of the packs.
   */
  readonly home: string;
  /** Wheels of other libraries that this build loads. */
  readonly packs: readonly Wheel[];
}

const version = '2.21.0';
const plain = { variant: 'cpu', home: '', packs: [] } as const;
const linux = {
  ...plain,
  version,
  python: '311',
  space: 1_400_000_000,
  libraries: ['libtensorflow_cc.so.2', 'libtensorflow_framework.so.2'],
};

const releases: Readonly<Record<string, Release>> = {
  'linux-x64': {
    ...linux,
    distribution: 'tensorflow-cpu',
    platform: 'manylinux_2_27_x86_64',
    sha256: '2b847d217b02ee7731ed91431daf3250daa0196c3c94614d23be27232e6e5b6c',
    bytes: 273_829_956,
  },
  'linux-arm64': {
    ...linux,
    distribution: 'tensorflow',
    platform: 'manylinux_2_27_aarch64',
    sha256: '4b24aca16d527a3cf1c37f720c04c484c3d20f4d0fdfa98632ac8b9f3be6eb5c',
    bytes: 281_828_020,
  },
  'darwin-arm64': {
    ...plain,
    version,
    python: '311',
    space: 1_400_000_000,
    libraries: ['libtensorflow_cc.2.dylib', 'libtensorflow_framework.2.dylib'],
    distribution: 'tensorflow',
    platform: 'macosx_12_0_arm64',
    sha256: '51f46f4806139d01fc7920cc72a4c75876f80649bf40ff083ab6212ceb43ca88',
    bytes: 223_405_849,
  },
};

/** The release for a platform and processor in Node's names, or null where TensorFlow offers no build with C++ libraries and headers. */
export function findRelease(platform: string = process.platform, arch: string = process.arch): Release | null {
  return releases[`${platform}-${arch}`] ?? null;
}
