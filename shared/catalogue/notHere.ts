/** Arguments of Keras's layers that blocks have no field for, each with what holds here in its place. Which class has which, its block says (`keras.lacks`). */
export const notHere = {
  attention_axes: 'attention goes along the steps of a sequence; Reshape or Permute brings another axis there',
  axis: 'the last axis holds the channels or features; Permute brings another axis there, and back',
  data_format: 'channels come last; Permute brings them there where data has them first',
  fill_value: "what is filled with a constant is filled with 0, Keras's default",
  flash_attention: 'how attention is computed is the choice of the engine and changes no result',
  interpolation: "between pixels it is interpolated linearly, Keras's default",
  lora_alpha: 'there are no low-rank adapters, see lora_rank',
  lora_rank: 'low-rank adapters (LoRA) tune large models whose weights stay; here a block is trained, or frozen, as a whole',
  noise_shape: 'each number is dropped by itself; SpatialDropout drops whole channels',
  output_shape: 'what comes out is as wide as the query; a Dense behind it gives another width',
  quantization_config: 'numbers of 8 and 4 bits serve finished models; here all compute with 32',
  renorm: 'renormalization helps batch normalization in very small batches; GroupNormalization needs no batch',
  renorm_clipping: 'there is no renormalization, see renorm',
  renorm_momentum: 'there is no renormalization, see renorm',
  return_state: 'what comes out is the output of the last step or of every one, without the states',
  sliding_window: 'a step sees all steps, or with "causal" all up to itself',
  stateful: 'every example begins with a state of zeros',
  synchronized: 'a run trains on one device, so that its batch is whole',
  unroll: 'how the loop over the steps is computed is the choice of the engine and changes no result',
  use_cudnn: 'how the loop over the steps is computed is the choice of the engine and changes no result',
  use_gate: 'heads have no gate; a Dense with sigmoid and a Multiply behind them make one',
  weights: 'first weights come from an initializer, or from a run or file, under Weights',
} as const satisfies Readonly<Record<string, string>>;

/** Name of an argument of Keras that has no field here. */
export type LackedArgument = keyof typeof notHere;
