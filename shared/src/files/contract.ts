import { z } from 'zod';
import { contract } from '../contract';
import { id } from '../fields';
import { uploadedPicture } from './schema';

const tag = '图片';
export const fileContracts = {
  upload: contract({
    method: 'POST',
    path: '/files',
    summary: '上传一张图片（表单字段 file）',
    tag,
    access: 'signedIn',
    accepts: 'multipart',
    rate: 'upload',
    response: uploadedPicture,
    status: 201,
    errors: ['NOT_A_PICTURE', 'PICTURE_TOO_LARGE', 'UNSUPPORTED_MEDIA_TYPE', 'RATE_LIMITED'],
  }),
  read: contract({
    method: 'GET',
    path: '/files/:id',
    summary: '凭签名地址取图片',
    tag,
    access: 'public',
    params: z.object({ id }),
    query: z.object({
      size: z.enum(['thumb', 'full']),
      /** Second of the epoch after which the address is no longer good. */
      exp: z.coerce.number().int(),
      sig: z.string().regex(/^[A-Za-z0-9_-]{20,64}$/),
    }),
    produces: 'image/*',
    status: 200,
    errors: ['SIGNATURE_EXPIRED', 'NOT_FOUND'],
  }),
};
