/** Marks what is dragged out of the palette: the text under it is a block's kind. */
export const blockDragType = 'application/x-netloom-block';
