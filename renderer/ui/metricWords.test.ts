import { describe, expect, it } from 'vitest';
import { formatMetric, keyOf, keyTitle, metricOfKey, sortKeys } from './metricWords.ts';

describe('names of metrics', () => {
  it.each([
    ['loss', 'loss', 'Loss'],
    ['val_loss', 'loss', 'Validation loss'],
    ['accuracy', 'accuracy', 'Accuracy'],
    ['test_accuracy', 'accuracy', 'Test accuracy'],
    ['val_digit_loss', 'loss', 'Validation digit loss'],
    ['digit_accuracy', 'accuracy', 'Digit accuracy'],
    ['auc', 'auc', 'AUC'],
    ['val_f1', 'f1', 'Validation F1'],
    ['digit_auc', 'auc', 'Digit AUC'],
    ['val_binaryIoU', 'binaryIoU', 'Validation binary IoU'],
    ['test_r2', 'r2', 'Test R²'],
    ['val_meanSquaredError', 'meanSquaredError', 'Validation mean squared error'],
  ])('%s is %s, shown as %s', (key, metric, title) => {
    expect(metricOfKey(key)).toBe(metric);
    expect(keyTitle(key)).toBe(title);
  });

  it('stand in the order they are read', () => {
    expect(sortKeys(['val_accuracy', 'test_loss', 'accuracy', 'val_loss', 'loss'])).toEqual([
      'loss',
      'val_loss',
      'accuracy',
      'val_accuracy',
      'test_loss',
    ]);
  });

  it('join a line to its key', () => {
    expect(keyOf({ name: 'loss', split: 'validation', head: '' })).toBe('val_loss');
    expect(keyOf({ name: 'accuracy', split: 'train', head: 'digit' })).toBe('digit_accuracy');
    expect(formatMetric('accuracy', 0.5)).toMatch(/50\.00\s%/);
    expect(formatMetric('loss', 0.5)).toBe('0.5');
  });
});
