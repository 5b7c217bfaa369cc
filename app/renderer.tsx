import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { z } from 'zod';
import { contract } from '../renderer/state/studio.ts';
import { App } from '../renderer/window/App.tsx';
import { ErrorBoundary } from '../renderer/window/ErrorBoundary.tsx';
import '../renderer/ui/theme.css';

// The page's security policy forbids making code of text, which is how zod would be faster.
z.config({ jitless: true });

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <ErrorBoundary>
      <App />
    </ErrorBoundary>
  </StrictMode>,
);
contract.start();
