import type { Release, Wheel } from './release.ts';

/** A wheel of one of NVIDIA's libraries for CUDA 12. */
const pack = (name: string, version: string, platform: string, bytes: number, sha256: string): Wheel => ({
  distribution: `nvidia-${name}-cu12`,
  version,
  python: '311',
  platform: `${platform}_x86_64`,
  sha256,
  bytes,
});

/**
 * The build of TensorFlow for NVIDIA's cards with the libraries that its package names (`tensorflow[and-cuda]` 2.21.0 on PyPI), in versions fixed here, less
 * the compiler of CUDA, which only XLA calls. Linux only: on Windows TensorFlow has none since 2.11 (tensorflow.org/install/pip).
 */
const linux: Release = {
  variant: 'gpu',
  version: '2.21.0',
  distribution: 'tensorflow',
  python: '311',
  platform: 'manylinux_2_27_x86_64',
  sha256: '9056fbc9ba04235810b71ae6cbd958a196e8804fb53bbcffbf3e23b56155f124',
  bytes: 572_440_367,
  space: 9_500_000_000,
  libraries: ['libtensorflow_cc.so.2', 'libtensorflow_framework.so.2'],
  home: 'tensorflow',
  packs: [
    pack('cublas', '12.9.3.13', 'manylinux_2_27', 581_217_458, 'd7d51055f161b317c7105ddaae90e71eda059026074ffef93cf7cde2886bfe72'),
    pack('cuda-cupti', '12.8.90', 'manylinux2014', 10_248_621, 'ea0cb07ebda26bb9b29ba82cda34849e73c166c18162d3913575b0c9db9a6182'),
    pack('cuda-nvrtc', '12.9.86', 'manylinux2010', 89_568_129, '210cf05005a447e29214e9ce50851e83fc5f4358df8b453155d5e1918094dcb4'),
    pack('cuda-runtime', '12.9.79', 'manylinux2014', 3_493_179, '25bba2dfb01d48a9b59ca474a1ac43c6ebf7011f1b0b8cc44f54eb6ac48a96c3'),
    pack('cudnn', '9.28.0.42', 'manylinux_2_27', 716_538_495, '9ff58b7f36dacd0a93e89f8f2957b52466889217963701daa15e577317cfa375'),
    pack('cufft', '11.4.1.4', 'manylinux2014', 200_877_592, 'c67884f2a7d276b4b80eb56a79322a95df592ae5e765cf1243693365ccab4e28'),
    pack('curand', '10.3.10.19', 'manylinux_2_27', 68_295_626, '49b274db4780d421bd2ccd362e1415c13887c53c214f0d4b761752b8f9f6aa1e'),
    pack('cusolver', '11.7.5.82', 'manylinux_2_27', 338_117_415, '15da72d1340d29b5b3cf3fd100e3cd53421dde36002eda6ed93811af63c40d88'),
    pack('cusparse', '12.5.10.65', 'manylinux2014', 366_465_088, '73060ce019ac064a057267c585bf1fd5a353734151f87472ff02b2c5c9984e78'),
    pack('nccl', '2.32.3', 'manylinux_2_27', 351_526_311, 'bb94b2348e4861d5e8aa00b36c3d12d9bdf9c6369b82cbb723de0b582280a21c'),
    pack('nvjitlink', '12.9.86', 'manylinux2010', 39_748_338, 'e3f1171dbdc83c5932a45f0f4c99180a70de9bd2718c1ab77d14104f6d7147f9'),
  ],
};

/** The oldest driver that runs CUDA 12 (NVIDIA, CUDA compatibility, minor versions). */
export const oldestDriver = '525.60.13';

/** The build for NVIDIA's cards, or null where TensorFlow has none. */
export function findGpuRelease(platform: string = process.platform, arch: string = process.arch): Release | null {
  return platform === 'linux' && arch === 'x64' ? linux : null;
}

/** Bytes that are fetched for a release. */
export const downloadBytes = (release: Release): number => [release, ...release.packs].reduce((sum, { bytes }) => sum + (bytes ?? 0), 0);
